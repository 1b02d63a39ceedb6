import { iptablesTables, parseNftTables } from "../guests/nft-tables";

/** Tables of nftables as `nft list ruleset` writes them, by family and name ("ip lab"); those of iptables(8) are left out. */
export type Tables = ReadonlyMap<string, string>;

/** Reads what `nft list ruleset` prints: nft(8). */
export function parseTables(text: string): Tables {
  const others = parseNftTables(text).filter(
    ({ family, name }) => !/^ip6?$/.test(family) || !iptablesTables.includes(name),
  );
  return new Map(others.map((table) => [`${table.family} ${table.name}`, table.text]));
}
