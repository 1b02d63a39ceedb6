import type { DestinationDescription, ServiceDescription } from "../../constructs/lab-description";
import { schedulers } from "../../constructs/scheduler";

const vip = "192.168.10.100";

/** Virtual services in every form that can be declared: schedulers, flags, persistence, weights, UDP, marks. */
export function everyService(): ServiceDescription[] {
  const common = { director: "lvs", vip, schedulerFlags: [] };
  const tcp = (port: number) => ({ ...common, protocol: "tcp", port, realServers: servers(port) }) as const;
  const minute = { timeoutSeconds: 60, netmask: "255.255.255.0" };
  return [
    ...schedulers.map((scheduler, index) => ({ ...tcp(8000 + index), scheduler })),
    ...schedulers.map((scheduler, index) => ({ ...tcp(9000 + index), scheduler, persistence: minute })),
    { ...tcp(1), scheduler: "sh", schedulerFlags: ["sh-fallback", "sh-port"] },
    { ...tcp(2), scheduler: "mh", schedulerFlags: ["mh-fallback", "mh-port"] },
    { ...tcp(3), scheduler: "wlc", persistence: { timeoutSeconds: 300, netmask: "255.255.255.255" } },
    { ...tcp(4), scheduler: "wrr", realServers: servers(8080, 0, 65535) },
    { ...common, protocol: "udp", port: 53, scheduler: "rr", realServers: servers(5353) },
    {
      ...{ ...common, protocol: "fwm", firewallMark: 2147483647, scheduler: "rr", realServers: servers(0) },
      ...{ matches: [{ protocol: "tcp", port: 80 }], persistence: minute },
    },
  ];
}

function servers(port: number, ...[first = 1, second = 1]: number[]): DestinationDescription[] {
  return [
    { name: "rs1", rip: "10.0.0.7", port, weight: first },
    { name: "rs2", rip: "10.0.0.17", port, weight: second },
  ];
}
