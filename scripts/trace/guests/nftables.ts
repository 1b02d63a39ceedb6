import { iptablesTables, type NftTable, parseNftTables } from "../../guests/nft-tables";
import { hookTable } from "./hook-counters";
import { type Call, type Place, placesOf, type Refusal } from "./refusal";

/** nft(8)'s words for where a chain stands. */
const places: Readonly<Record<string, Place>> = {
  ingress: "INGRESS",
  prerouting: "PREROUTING",
  input: "LOCAL_IN",
  forward: "FORWARD",
  output: "LOCAL_OUT",
  postrouting: "POSTROUTING",
  egress: "EGRESS",
};

/** The families of tables that see packets of IPv4: nft(8), "ADDRESS FAMILIES". */
const families: readonly string[] = ["ip", "inet", "netdev"];

/**
 * Reads `nft --handle list ruleset`: the rules that drop or reject, and the chains whose policy is to drop. This form has the
 * rules in the words in which they are typed, each with its handle, by which `nft delete rule` takes it away.
 */
export function parseNftables(text: string): Refusal[] {
  return parseNftTables(text)
    .filter(({ family, name }) => families.includes(family) && name !== hookTable)
    .filter((table) => !isOfIptables(table))
    .flatMap(refusalsOf);
}

interface Chain {
  readonly name: string;
  readonly place?: Place;
  readonly policy?: string;
  /** With their handles, "tcp dport 80 drop # handle 4". */
  readonly rules: readonly string[];
}

/** Whether a table is iptables-nft(8)'s: one of one's own may have the same name. */
function isOfIptables({ family, name, content }: NftTable): boolean {
  if (family !== "ip" || !iptablesTables.includes(name)) return false;
  const standing = chainsOf(content).filter(({ place }) => place);
  return standing.every(({ name: chain }) => /^(PREROUTING|INPUT|FORWARD|OUTPUT|POSTROUTING)$/.test(chain));
}

function chainsOf(content: string): Chain[] {
  return [...content.matchAll(/^\tchain (\S+) \{[^\n]*\n(.*?)^\t\}/gms)].map(([, name = "", lines = ""]) => {
    const hook = lines.match(/^\t\ttype \S+ hook (\w+)/m)?.[1] ?? "";
    return {
      name,
      place: places[hook],
      policy: lines.match(/^\t\ttype .*; policy (\w+);/m)?.[1],
      rules: lines
        .split("\n")
        .map((line) => line.trim())
        .filter((line) => / # handle \d+$/.test(line)),
    };
  });
}

function refusalsOf({ family, name: table, content }: NftTable): Refusal[] {
  const chains = chainsOf(content);
  const own = new Map(chains.flatMap(({ name, place }) => (place ? [[name, place] as const] : [])));
  const calls = chains.flatMap(({ name: from, rules }) =>
    rules.flatMap((rule) => [...rule.matchAll(/\b(?:jump|goto) (\w+)/g)].map(([, to = ""]): Call => ({ from, to }))),
  );
  return chains.flatMap(({ name, policy, rules }): Refusal[] => {
    const at = { places: placesOf(name, own, calls) };
    const head = `nft ${family} ${table} ${name}:`;
    const refusing = rules.flatMap((rule): Refusal[] => {
      const verdict = withoutWords(rule).match(/\b(drop|reject)\b/)?.[1] as Refusal["verdict"] | undefined;
      if (!verdict) return [];
      const packets = packetsOf(rule, content);
      const [words, handle] = rule.replace(/ packets \d+ bytes \d+/g, "").split(" # ");
      return [{ rule: `${head} ${words} (${handle})`, verdict, ...at, ...(packets !== undefined && { packets }) }];
    });
    return policy === "drop" ? [...refusing, { rule: `${head} policy drop`, verdict: "drop", ...at }] : refusing;
  });
}

/**
 * What a rule's counter counted, where that is what the rule refused: the verdict follows it at once, or a log does. A counter
 * further in front counts packets that the rest of the rule passes over.
 */
function packetsOf(rule: string, content: string): number | undefined {
  const bare = withoutWords(rule);
  const own = bare.match(/counter packets (\d+) bytes \d+ (?:log .*)?(?:drop|reject)\b/)?.[1];
  if (own) return Number(own);
  const shared = rule.match(/counter name "(\w+)" (?:drop|reject)\b/)?.[1];
  if (!shared || content.split(`counter name "${shared}"`).length > 2) return undefined;
  const counted = content.match(new RegExp(`^\\tcounter ${shared} \\{[^}]*packets (\\d+)`, "m"))?.[1];
  return counted === undefined ? undefined : Number(counted);
}

/** A rule without its comments and prefixes of log lines. */
function withoutWords(rule: string): string {
  return rule.replace(/"[^"]*"/g, '""');
}
