import type { Destination, TableService } from "./ipvs-table";

const protocols: Readonly<Record<string, string>> = { "-t": "tcp", "-u": "udp", "-f": "fwm" };

/** ipvsadm(8), "packet-forwarding-method". */
const forwarding: Readonly<Record<string, string>> = {
  "-m": "masquerading",
  "-g": "direct routing",
  "-i": "tunneling",
};

/** `-t VIP:port` as `virtual service tcp VIP:port`. */
export function serviceTitle(name: string): string {
  const [kind = "", address] = name.split(" ");
  return `virtual service ${protocols[kind]} ${address}`;
}

/** A real server as ipvsadm(8) names it, without the port 0 that a firewall mark's have: each keeps the client's. */
export function destinationTitle(address: string): string {
  return address.replace(/:0$/, "");
}

/** A whole service: how it schedules, and its real servers. */
export function serviceWords(service: TableService): string {
  const servers = [...service.destinations].map(
    ([address, { weight }]) => `${destinationTitle(address)} weight ${weight}`,
  );
  const options = Object.entries(optionsOf(service)).filter(([, value]) => value !== "none");
  return [...options.map((option) => option.join(" ")), `real servers ${servers.join(", ") || "none"}`].join("; ");
}

/** How two services differ but for their real servers, as `option before → after`; nothing where they don't. */
export function serviceChangeWords(is: TableService, declared: TableService): string[] {
  return changes(optionsOf(is), optionsOf(declared));
}

/** How two forms of one real server differ; nothing where they don't. */
export function destinationChangeWords(is: Destination, declared: Destination): string[] {
  const optionsOf = ({ forward, weight }: Destination) => ({ weight, forwarding: forwarding[forward] ?? forward });
  return changes(optionsOf(is), optionsOf(declared));
}

function optionsOf({ scheduler, persistence, netmask, flags }: TableService): Record<string, string> {
  return {
    scheduler,
    "scheduler's flags": flags || "none",
    persistence: persistence ? `${persistence} s` : "none",
    "persistence's netmask": netmask ?? "none",
  };
}

function changes(is: Record<string, string>, declared: Record<string, string>): string[] {
  const different = Object.keys(declared).filter((key) => is[key] !== declared[key]);
  return different.map((key) => `${key} ${is[key]} → ${declared[key]}`);
}
