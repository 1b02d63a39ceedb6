import type { DeployedLab } from "../../constructs/lab-description";
import { Guests } from "../guests/guests";
import { isReady } from "../guests/wait-until-ready";
import { ruleChanges, without } from "../settings/ipvs-rules";

/**
 * Takes real servers out of their directors' tables, those that are going to be removed or made anew: Terraform does the two at
 * the same time, and clients would be sent to a machine that is gone already. A director that does not answer is passed over.
 *
 * @param going names of machines
 * @returns the real servers that were in a table
 */
export async function drain(lab: DeployedLab, going: readonly string[]): Promise<string[]> {
  const guests = new Guests(lab);
  const drained = await Promise.all(
    guests.all
      .filter(({ machine }) => machine.role === "director" && !going.includes(machine.name))
      .map(async (director) => {
        const servers = lab.services
          .filter((service) => service.director === director.machine.name)
          .flatMap(({ realServers }) => realServers.filter(({ name }) => going.includes(name)));
        if (servers.length === 0 || !(await isReady(director))) return [];
        const rules = await director.agent.run(["ipvsadm", "-Sn"]);
        const rest = without(
          rules,
          servers.map(({ rip }) => rip),
        );
        for (const command of ruleChanges(rules, rest).flatMap(({ commands }) => commands)) {
          await director.agent.run(command);
        }
        return servers.map(({ name }) => name);
      }),
  );
  return [...new Set(drained.flat())];
}
