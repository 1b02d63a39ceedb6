import { bold, dim } from "../output/colours";
import { table } from "../output/tables";
import type { IpvsConnection } from "../trace/ipvs-connections";
import type { Reading, WatchedService } from "./reading";
import { latestFirst } from "./recent";

/** Connections that are listed; the rest is counted. */
const connectionLimit = 12;

/**
 * A reading for people: each service's real servers with their connections, totals and rates, and the connection table,
 * in which the latest packets come first.
 *
 * @param nameOf the machine of a RIP and port, with its state where it does not run
 */
export function screen(
  { director, time, services, connections }: Reading,
  nameOf: (address: string) => string,
): string {
  const clock = time.slice(11, 19);
  return [
    `${bold(director)}  ${dim(`${clock} UTC`)}`,
    ...(services.length === 0 ? ["", "no virtual service"] : []),
    ...services.flatMap((service) => ["", ...serviceLines(service, nameOf)]),
    "",
    ...connectionLines(connections),
  ].join("\n");
}

function serviceLines({ name, scheduler, realServers }: WatchedService, nameOf: (address: string) => string): string[] {
  const head = [
    "real server",
    "",
    "weight",
    "active",
    "inactive",
    "connections",
    "/s",
    "packets in",
    "/s",
    "out",
    "/s",
  ];
  const rows = realServers.map(({ address, weight, active, inactive, totals, rates }) => {
    const counts = (["connections", "packetsIn", "packetsOut"] as const).flatMap((of) => [totals[of], rates[of]]);
    return [nameOf(address), address, ...[weight, active, inactive, ...counts].map(String)];
  });
  return [bold(`${name} ${scheduler}`), ...(rows.length > 0 ? [table(head, rows)] : ["no real server"])];
}

function connectionLines(connections: readonly IpvsConnection[]): string[] {
  const states = new Map<string, number>();
  for (const { state } of connections) states.set(state, (states.get(state) ?? 0) + 1);
  const counts = [...states].map(([state, count]) => `${count} ${state}`).join(", ");
  const title = `${bold("connections")}  ${counts || "none"}`;
  if (connections.length === 0) return [title];
  const end = ({ address, port }: IpvsConnection["client"]) => `${address}:${port}`;
  const rows = latestFirst(connections)
    .slice(0, connectionLimit)
    .map(({ protocol, state, client, virtual, real, expires }) => [
      ...[protocol, state, end(client), end(virtual), end(real), `${expires} s`],
    ]);
  const more = connections.length - rows.length;
  return [
    title,
    table(["", "state", "client", "virtual service", "real server", "forgotten in"], rows),
    ...(more > 0 ? [dim(`and ${more} more`)] : []),
  ];
}
