/** A table of nftables, as `nft list ruleset` writes it: nft(8). */
export interface NftTable {
  readonly family: string;
  readonly name: string;
  /** All of it, from `table` to its closing brace. */
  readonly text: string;
  /** The lines between its braces. */
  readonly content: string;
}

/** Reads what `nft list ruleset` prints, with or without `--handle`. */
export function parseNftTables(ruleset: string): NftTable[] {
  return [...ruleset.matchAll(/^table (\S+) (\S+) \{[^\n]*\n(.*?)^\}/gms)].map(
    ([text, family = "", name = "", content = ""]) => ({ family, name, text, content }),
  );
}

/** The names of the tables in which iptables-nft(8) keeps its rules; iptables-save(8) tells what is in them. */
export const iptablesTables: readonly string[] = ["filter", "nat", "mangle", "raw", "security"];
