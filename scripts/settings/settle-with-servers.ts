import pLimit from "p-limit";
import type { DeployedLab } from "../../constructs/lab-description";
import { type Guest, Guests } from "../guests/guests";
import { isReady, waitUntilReady } from "../guests/wait-until-ready";
import type { Difference } from "./differences";
import { listensOn, waitUntilListens } from "./listens-on";
import { settle } from "./settle";

/**
 * Makes a running guest what is declared for it. A director sends to a real server that is new, or on another port, as soon as that
 * can answer; all else does not wait for it.
 *
 * @returns what was not so
 */
export async function settleWithServers(lab: DeployedLab, guest: Guest): Promise<Difference[]> {
  const awaited = new Set(await serversNotReady(lab, guest));
  const settleBut = async () => settle(lab, guest, [...awaited].map(ripOf));
  const found = [...(await settleBut())];
  const inTurn = pLimit(1);
  await Promise.all(
    [...awaited].map(async (server) => {
      await waitUntilReady(lab, server, () => {});
      await waitUntilListens(server, portsOf(lab, guest, server));
      awaited.delete(server);
      found.push(...(await inTurn(settleBut)));
    }),
  );
  return found;
}

/** Where a guest is a director's, the real servers that it is to send to and that do not answer yet. */
async function serversNotReady(lab: DeployedLab, director: Guest): Promise<Guest[]> {
  const guests = new Guests(lab);
  const own = serversOf(lab, director);
  const all = await Promise.all(
    [...new Set(own.map(({ name }) => name))].map(async (name) => {
      const guest = guests.named(name);
      return { guest, ready: (await isReady(guest)) && (await listensOn(guest, portsOf(lab, director, guest))) };
    }),
  );
  return all.filter(({ ready }) => !ready).map(({ guest }) => guest);
}

function ripOf({ machine }: Guest): string {
  return machine.interfaces[0]?.address ?? "";
}

/** The ports of a real server that a director sends to; of a firewall mark without one, 0, it is those that the mark joins. */
function portsOf(lab: DeployedLab, director: Guest, { machine }: Guest): number[] {
  return serversOf(lab, director).flatMap(({ name, port }) => (name === machine.name && port !== 0 ? [port] : []));
}

function serversOf({ services }: DeployedLab, { machine }: Guest) {
  return services.filter(({ director }) => director === machine.name).flatMap(({ realServers }) => realServers);
}
