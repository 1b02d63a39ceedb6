import { addressesOf } from "../../../constructs/interface-addresses";
import type { LabDescription } from "../../../constructs/lab-description";

/** The five places in the kernel where netfilter sees a packet of IPv4. https://netfilter.org/documentation/ */
export const hooks = ["PREROUTING", "LOCAL_IN", "FORWARD", "LOCAL_OUT", "POSTROUTING"] as const;
export type Hook = (typeof hooks)[number];

/** The four address pairs of a request and its reply at the director. */
export const legs = ["to VIP", "to RIP", "from RIP", "from VIP"] as const;
export type Leg = (typeof legs)[number];

/** Packets that passed each hook, by their addresses there. */
export type HookCounts = Readonly<Record<Hook, Readonly<Record<Leg, number>>>>;

/** The table of nftables that counts for a trace, and refuses nothing. */
export const hookTable = "lab_trace";

/**
 * Priorities at which the counters stand. IPVS works at LOCAL_IN with 98 and 99 and at FORWARD with 100 (net/netfilter/
 * ipvs/ip_vs_core.c, ip_vs_ops4), behind them: so they see what comes to IPVS, and POSTROUTING what comes from it.
 */
const chains: Readonly<Record<Hook, string>> = {
  PREROUTING: "prerouting priority -300",
  LOCAL_IN: "input priority 0",
  FORWARD: "forward priority 0",
  LOCAL_OUT: "output priority 0",
  POSTROUTING: "postrouting priority 0",
};

/** Rules for `nft -f`, in a table of their own, that count and do nothing else: nft(8). A table of an earlier trace is replaced. */
export function hookRules(lab: LabDescription, director: string): string {
  const vips = lab.services.filter((service) => service.director === director).map(({ vip }) => vip);
  const rips = lab.machines
    .filter(({ role }) => role === "real-server")
    .flatMap(({ interfaces }) => interfaces.flatMap(addressesOf));
  if (vips.length === 0 || rips.length === 0) return "";
  const matches: Readonly<Record<Leg, string>> = {
    "to VIP": `ip daddr ${set(vips)}`,
    "to RIP": `ip daddr ${set(rips)}`,
    "from RIP": `ip saddr ${set(rips)}`,
    "from VIP": `ip saddr ${set(vips)}`,
  };
  const names = hooks.flatMap((hook) => legs.map((leg) => counterName(hook, leg)));
  return [
    `table ip ${hookTable} {}`,
    `delete table ip ${hookTable}`,
    `table ip ${hookTable} {`,
    ...names.map((name) => `  counter ${name} {}`),
    ...hooks.flatMap((hook) => [
      `  chain ${hook.toLowerCase()} {`,
      `    type filter hook ${chains[hook]};`,
      ...legs.map((leg) => `    meta l4proto { tcp, udp } ${matches[leg]} counter name ${counterName(hook, leg)}`),
      "  }",
    ]),
    "}",
    "",
  ].join("\n");
}

/** Shell words that print the counters and take them away. */
export const readHookCounters = `nft list counters table ip ${hookTable} && nft delete table ip ${hookTable}`;

/** Reads `nft list counters`; `undefined` where there are none. */
export function parseHookCounters(text: string): HookCounts | undefined {
  const counter = /counter (\w+) \{\s*packets (\d+)/g;
  const packets = new Map([...text.matchAll(counter)].map(([, name = "", count]) => [name, Number(count)]));
  if (packets.size === 0) return undefined;
  const ofHook = (hook: Hook) => legs.map((leg) => [leg, packets.get(counterName(hook, leg)) ?? 0]);
  return Object.fromEntries(hooks.map((hook) => [hook, Object.fromEntries(ofHook(hook))])) as HookCounts;
}

function counterName(hook: Hook, leg: Leg): string {
  return `${hook}_${leg.replace(" ", "_")}`.toLowerCase();
}

function set(addresses: readonly string[]): string {
  return `{ ${[...new Set(addresses)].join(", ")} }`;
}
