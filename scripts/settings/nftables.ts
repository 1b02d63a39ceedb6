/** Tables of nftables as `nft list ruleset` writes them, by family and name ("ip lab"); those of iptables(8) are left out. */
export type Tables = ReadonlyMap<string, string>;

/** iptables(8) keeps its rules in tables of nftables by these names: iptables-nft(8). iptables-save(8) tells what is in them. */
const iptablesOwn = /^ip6? (filter|nat|mangle|raw|security)$/;

/** Reads what `nft list ruleset` prints: nft(8). */
export function parseTables(text: string): Tables {
  const tables = [...text.matchAll(/^table (\S+ \S+) \{\n.*?^\}/gms)];
  return new Map(
    tables.filter(([, name = ""]) => !iptablesOwn.test(name)).map(([content, name = ""]) => [name, content]),
  );
}
