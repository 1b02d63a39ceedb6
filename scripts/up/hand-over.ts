import { ipvsadmRules } from "../../constructs/cloud-init/ipvsadm-rules";
import type { DeployedLab, LabDescription } from "../../constructs/lab-description";
import { Guests } from "../guests/guests";
import { isReady } from "../guests/wait-until-ready";
import { ruleChanges, without } from "../settings/ipvs-rules";
import { parseTable } from "../settings/ipvs-table";
import { listenOnBoth } from "./listen-on-both";

/**
 * Has directors send no more to real servers that are going to be removed or made anew, nor to a port of a web server that is
 * another now, but to that one: Terraform changes director and real server at the same time, and clients would be sent to where
 * nobody answers. A director that does not answer is passed over.
 *
 * @param going names of machines that are removed or made anew
 * @returns those of them that were in a table
 */
export async function handOver(
  deployed: DeployedLab,
  declared: LabDescription,
  going: readonly string[],
): Promise<string[]> {
  const moved = await listenOnBoth(deployed, declared, going);
  const drained = await Promise.all(
    new Guests(deployed).all
      .filter(({ machine }) => machine.role === "director" && !going.includes(machine.name))
      .map(async ({ machine, agent }) => {
        const ofDirector = ({ services }: LabDescription) => ({
          services: services.filter(({ director }) => director === machine.name),
        });
        const { leaving, arriving } = movesOf(ofDirector(deployed), ofDirector(declared), going, moved);
        if (leaving.length === 0 || !(await isReady({ machine, agent }))) return [];
        const rules = await agent.run(["ipvsadm", "-Sn"]);
        const meanwhile = rulesMeanwhile(rules, leaving, arriving);
        for (const command of ruleChanges(rules, meanwhile).flatMap(({ commands }) => commands)) {
          await agent.run(command);
        }
        return leaving.map(({ name }) => name).filter((name) => going.includes(name));
      }),
  );
  return [...new Set(drained.flat())];
}

interface Moves {
  /** Real servers as a director sends to them, and must not any more: RIP and port. */
  readonly leaving: readonly { readonly name: string; readonly address: string }[];
  /** Commands of ipvsadm(8) that add a port of a web server that listens there already. */
  readonly arriving: readonly string[];
}

type Services = Pick<LabDescription, "services">;

/** What must happen to the tables of a lab's directors, or of one, before its machines change. */
export function movesOf(
  deployed: Services,
  declared: Services,
  going: readonly string[],
  moved: readonly string[],
): Moves {
  const serversOf = ({ services }: Services) =>
    services.flatMap(({ realServers }) =>
      realServers.map(({ name, rip, port }) => ({ name, address: `${rip}:${port}` })),
    );
  const stays = serversOf(declared).map(({ address }) => address);
  const before = serversOf(deployed);
  const leaving = before.filter(
    ({ name, address }) => going.includes(name) || (moved.includes(name) && !stays.includes(address)),
  );
  const added = declared.services
    .filter(({ protocol }) => protocol === "tcp")
    .map((service) => ({
      ...service,
      realServers: service.realServers.filter(
        ({ name, rip, port }) => moved.includes(name) && !before.some(({ address }) => address === `${rip}:${port}`),
      ),
    }));
  return {
    leaving,
    arriving: ipvsadmRules(added)
      .split("\n")
      .filter((line) => line.startsWith("-a ")),
  };
}

/** A director's table without what leaves, and with what arrives in the services that it has. */
function rulesMeanwhile(rules: string, leaving: Moves["leaving"], arriving: Moves["arriving"]): string {
  const services = [...parseTable(rules).keys()];
  const rest = without(
    rules,
    leaving.map(({ address }) => address),
  );
  return [rest, ...arriving.filter((line) => services.some((name) => line.startsWith(`-a ${name} `)))].join("\n");
}
