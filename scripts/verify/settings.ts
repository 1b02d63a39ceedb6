import type { ServiceDescription } from "../../constructs/lab-description";
import type { Guest, Guests } from "../guests/guests";
import { type Check, same } from "./check";
import { parseIpvsadm } from "./ipvsadm";

/** The director: the kernel's table of virtual services, no listener, forwarding. */
export async function checkDirector(service: ServiceDescription, guests: Guests): Promise<Check[]> {
  const { agent } = guests.named(service.director);
  const address = `${service.vip}:${service.port}`;
  const [table, listeners, forwarding] = await Promise.all([
    agent.run(["ipvsadm", "-ln"]),
    agent.run(["ss", "-Hltn", `sport = :${service.port}`]),
    agent.run(["sysctl", "-n", "net.ipv4.ip_forward"]),
  ]);
  const listed = parseIpvsadm(table).find((candidate) => candidate.address === address);
  return [
    same(
      `${service.director}'s kernel has the virtual service`,
      describe(service.protocol, address, service.scheduler, service.realServers.map(expectedRealServer)),
      listed
        ? describe(listed.protocol, listed.address, listed.scheduler, listed.realServers.map(listedRealServer))
        : `no service ${address}`,
    ),
    same(`no process on ${service.director} listens on port ${service.port}`, "nothing", listeners.trim() || "nothing"),
    same(`${service.director} forwards: net.ipv4.ip_forward`, "1", forwarding.trim()),
  ];
}

/** The machines' routes: real servers answer through the DIP, and the client knows no way around the director. */
export async function checkRoutes(guests: Guests): Promise<Check[]> {
  const realServers = guests.all.filter(({ machine }) => machine.role === "real-server");
  const clients = guests.all.filter(({ machine }) => machine.role === "client");
  return (
    await Promise.all([
      ...realServers.map(checkDefaultRoute),
      ...clients.flatMap((client) => realServers.slice(0, 1).map((target) => checkNoRoute(client, target))),
    ])
  ).flat();
}

async function checkDefaultRoute({ machine, agent }: Guest): Promise<Check> {
  const route = await agent.run(["ip", "-4", "route", "show", "default"]);
  const gateway = route.match(/via (\S+)/)?.[1] ?? "none";
  return same(`${machine.name}'s default route is the DIP`, machine.gateway ?? "none", gateway);
}

async function checkNoRoute({ machine, agent }: Guest, target: Guest): Promise<Check> {
  const rip = target.machine.interfaces[0]?.address ?? "";
  const { exitCode, stdout, stderr } = await agent.attempt(["ip", "-4", "route", "get", rip]);
  return {
    statement: `${machine.name} has no route to the server network`,
    expected: `no way to ${rip}`,
    seen: exitCode === 0 ? stdout.trim() : stderr.trim(),
    holds: exitCode !== 0 && stderr.includes("unreachable"),
  };
}

function describe(protocol: string, address: string, scheduler: string, realServers: readonly string[]): string {
  return `${protocol.toUpperCase()} ${address} ${scheduler}: ${[...realServers].sort().join(", ")}`;
}

function expectedRealServer({ rip, port, weight }: ServiceDescription["realServers"][number]): string {
  return `${rip}:${port} Masq ${weight}`;
}

function listedRealServer(realServer: { address: string; forward: string; weight: number }): string {
  return `${realServer.address} ${realServer.forward} ${realServer.weight}`;
}
