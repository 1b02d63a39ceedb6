import type { DeployedLab } from "../../constructs/lab-description";
import { type Guest, Guests } from "../guests/guests";
import { isReady, waitUntilReady } from "../guests/wait-until-ready";
import type { Difference } from "./differences";
import { settle } from "./settle";

/**
 * Makes a running guest what is declared for it. A director sends to a new real server when that can answer; all else
 * does not wait for it.
 *
 * @returns what was not so
 */
export async function settleWithServers(lab: DeployedLab, guest: Guest): Promise<Difference[]> {
  const awaited = await serversNotReady(lab, guest);
  if (awaited.length === 0) return [...(await settle(lab, guest))];
  const rips = awaited.flatMap(({ machine }) => machine.interfaces[0]?.address ?? []);
  const found = await settle(lab, guest, rips);
  await Promise.all(awaited.map((one) => waitUntilReady(lab, one, () => {})));
  return [...found, ...(await settle(lab, guest))];
}

/** Where a guest is a director's, the real servers that it is to send to and that do not answer yet. */
async function serversNotReady(lab: DeployedLab, { machine }: Guest): Promise<Guest[]> {
  const guests = new Guests(lab);
  const own = lab.services.filter(({ director }) => director === machine.name);
  const names = [...new Set(own.flatMap(({ realServers }) => realServers.map(({ name }) => name)))];
  const all = await Promise.all(
    names.map(async (name) => ({ guest: guests.named(name), ready: await isReady(guests.named(name)) })),
  );
  return all.filter(({ ready }) => !ready).map(({ guest }) => guest);
}
