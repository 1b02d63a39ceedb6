import { type Call, type Place, placesOf, type Refusal } from "./refusal";

/** The chains that iptables(8) has by itself, and the hooks of netfilter at which they stand. */
const ownChains: ReadonlyMap<string, Place> = new Map([
  ["PREROUTING", "PREROUTING"],
  ["INPUT", "LOCAL_IN"],
  ["FORWARD", "FORWARD"],
  ["OUTPUT", "LOCAL_OUT"],
  ["POSTROUTING", "POSTROUTING"],
]);

/** Reads `iptables-save -c`: the rules that drop or reject, and the chains that drop what no rule takes. */
export function parseIptables(text: string): Refusal[] {
  return text.split(/^\*/m).flatMap((part) => {
    const table = part.slice(0, part.indexOf("\n"));
    const command = table === "filter" || table === "" ? "iptables" : `iptables -t ${table}`;
    const calls = [...part.matchAll(/^\[\d+:\d+\] -A (\S+) .*?-[jg] (\S+)/gm)].map(
      ([, from = "", to = ""]): Call => ({ from, to }),
    );
    const rules = [...part.matchAll(/^\[(\d+):\d+\] (-A (\S+) .*?-j (DROP|REJECT)\b.*)$/gm)].map(
      ([, packets, rule = "", chain = "", target]): Refusal => ({
        rule: `${command} ${rule}`,
        verdict: target === "REJECT" ? "reject" : "drop",
        places: placesOf(chain, ownChains, calls),
        packets: Number(packets),
      }),
    );
    const policies = [...part.matchAll(/^:(\S+) DROP \[(\d+):\d+\]$/gm)].map(
      ([, chain = "", packets]): Refusal => ({
        rule: `${command} -P ${chain} DROP`,
        verdict: "drop",
        places: placesOf(chain, ownChains, []),
        packets: Number(packets),
      }),
    );
    return [...rules, ...policies];
  });
}
