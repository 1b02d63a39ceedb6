import type { DeployedLab } from "../../constructs/lab-description";
import { type Guest, Guests } from "../guests/guests";
import { waitUntilReady } from "../guests/wait-until-ready";

/**
 * Waits for a guest, and where it is a director's for the real servers that it sends to: a new one gets connections when
 * it can answer them.
 */
export async function waitForServers(lab: DeployedLab, guest: Guest): Promise<void> {
  const guests = new Guests(lab);
  const services = lab.services.filter(({ director }) => director === guest.machine.name);
  const servers = new Set(services.flatMap(({ realServers }) => realServers.map(({ name }) => name)));
  const awaited = [guest, ...[...servers].map((name) => guests.named(name))];
  await Promise.all(awaited.map((one) => waitUntilReady(lab, one, () => {})));
}
