import type { ServiceDescription } from "../../constructs/lab-description";
import { matchesOf } from "../../constructs/port-match";
import type { Guest, Guests } from "../guests/guests";
import { isSet } from "../settings/kernel-settings";
import { type Check, same } from "./check";
import { type ListedService, parseIpvsadm, parseTimeouts } from "./ipvsadm";

/** A virtual service at its director: in the kernel's table, and no listener. */
export async function checkService(service: ServiceDescription, guests: Guests): Promise<Check[]> {
  const { agent } = guests.named(service.director);
  const matches = matchesOf(service);
  const ports = matches.map(({ port }) => port);
  const sockets = `-Hln${[...new Set(matches.map(({ protocol }) => protocol[0]))].join("")}`;
  const [table, listeners] = await Promise.all([
    agent.run(["ipvsadm", "-ln"]),
    agent.run(["ss", sockets, ports.map((port) => `sport = :${port}`).join(" or ")]),
  ]);
  const expected = expectedService(service);
  const listed = parseIpvsadm(table).find(
    ({ protocol, address }) => protocol === expected.protocol && address === expected.address,
  );
  return [
    same(
      `${service.director}'s kernel has the virtual service`,
      describe(expected),
      listed ? describe(listed) : `no service ${expected.protocol} ${expected.address}`,
    ),
    same(
      `no process on ${service.director} listens on port ${ports.join(", ")}`,
      "nothing",
      listeners.trim() || "nothing",
    ),
  ];
}

/** A director's kernel settings, forwarding among them, and IPVS's time-outs where they are declared. */
export async function checkKernel({ machine, agent }: Guest): Promise<Check[]> {
  const { name, kernelSettings, timeouts } = machine;
  const [settings, listed] = await Promise.all([
    agent.attempt(["sysctl", ...Object.keys(kernelSettings)]),
    timeouts ? agent.run(["ipvsadm", "-ln", "--timeout"]) : "",
  ]);
  const seen = parseSysctl(settings.stdout);
  const checks = Object.entries(kernelSettings).map(([key, value]) => {
    const statement = key === "net.ipv4.ip_forward" ? `${name} forwards: ${key}` : `${name} has the setting ${key}`;
    const is = seen.get(key);
    return { statement, expected: value, seen: is ?? "no such setting", holds: isSet(key, value, is) };
  });
  if (!timeouts) return checks;
  const { tcpSeconds, tcpFinSeconds, udpSeconds } = timeouts;
  const expected = `${tcpSeconds} ${tcpFinSeconds} ${udpSeconds}`;
  return [...checks, same(`${name}'s time-outs for TCP, TCP after a FIN, UDP`, expected, parseTimeouts(listed))];
}

/** Reads sysctl(8)'s output; numbers of one setting are parted by tabs there. */
export function parseSysctl(text: string): Map<string, string> {
  const lines = [...text.matchAll(/^(\S+) = (.*)$/gm)];
  return new Map(lines.map(([, name = "", value = ""]) => [name, value.trim().replace(/\s+/g, " ")]));
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

/** A declared service as `ipvsadm -ln` lists it. */
export function expectedService(service: ServiceDescription): ListedService {
  const { scheduler, schedulerFlags, persistence, realServers } = service;
  return {
    protocol: service.protocol.toUpperCase(),
    address: service.protocol === "fwm" ? `${service.firewallMark}` : `${service.vip}:${service.port}`,
    scheduler,
    flags: schedulerFlags,
    ...(persistence ? { persistence: `${persistence.timeoutSeconds} s, ${persistence.netmask}` } : {}),
    realServers: realServers.map(({ rip, port, weight }) => ({ address: `${rip}:${port}`, forward: "Masq", weight })),
  };
}

function describe({ protocol, address, scheduler, flags, persistence, realServers }: ListedService): string {
  const servers = realServers.map((one) => `${one.address} ${one.forward} ${one.weight}`);
  const options = [...[...flags].sort(), ...(persistence ? [`persistent ${persistence}`] : [])];
  const how = options.length > 0 ? ` (${options.join(", ")})` : "";
  return `${protocol} ${address} ${scheduler}${how}: ${servers.sort().join(", ")}`;
}
