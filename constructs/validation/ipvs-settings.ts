import { defences } from "../ipvs-settings";
import { isMap } from "../is-map";
import { formMistakes, propertyMistakes } from "./properties";
import { isWhole } from "./words";

interface Rule {
  readonly holds: (value: number) => boolean;
  readonly words: string;
}

const anyNumber = range(0, 2 ** 31 - 1);

/** 2 is the kernel's own. */
const defence: Rule = { holds: (value) => [0, 1, 3].includes(value), words: "0, 1 or 3" };

/** What the kernel takes: net/netfilter/ipvs/ip_vs_ctl.c, vs_vars. Settings that are not here are switches. */
const rules: Readonly<Record<string, Rule>> = {
  ...Object.fromEntries(defences.map((name) => [name, defence])),
  am_droprate: range(1, 2 ** 31 - 1),
  amemthresh: anyNumber,
  conn_reuse_mode: range(0, 3),
  est_nice: range(-20, 19),
  sync_ports: {
    holds: (value) => isWhole(Math.log2(value), 0, 7),
    words: "a power of two from 1 to 128",
  },
  sync_qlen_max: anyNumber,
  // It is kept in jiffies, of which a second has up to 1000.
  sync_refresh_period: range(0, Math.floor((2 ** 31 - 1) / 1000)),
  sync_retries: range(0, 3),
  sync_sock_size: anyNumber,
};

const onOrOff: Rule = { holds: (value) => isWhole(value, 0, 1), words: "true (1) or false (0)" };

const switches = [
  "backup_only",
  "cache_bypass",
  "conntrack",
  "expire_nodest_conn",
  "expire_quiescent_template",
  "ignore_tunneled",
  "nat_icmp_send",
  "pmtu_disc",
  "run_estimation",
  "schedule_icmp",
  "sloppy_sctp",
  "sloppy_tcp",
  "snat_reroute",
  "sync_persist_mode",
  "sync_version",
];

/** The properties of IpvsSettings. */
const properties = [...switches, ...Object.keys(rules), "sync_threshold"].map((name) =>
  name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
);

/** Settings of IPVS that there are not, or what is no object of them. */
export function ipvsPropertyMistakes(title: string, settings: object): string[] {
  const place = `${title}, ipvsSettings`;
  return isMap(settings)
    ? propertyMistakes(place, settings, properties)
    : formMistakes(place, settings, "{ conntrack: true }");
}

/**
 * What is wrong with one of IPVS's kernel settings, if anything: `net.ipv4.vs.drop_entry can't be 7; use …`. Nothing where there is
 * none of this name.
 */
export function ipvsSettingMistake(sysctl: string, value: string): string | undefined {
  const name = sysctl.replace(/^net\.ipv4\.vs\./, "");
  if (name === "sync_threshold") return thresholdMistake(sysctl, value);
  const rule = switches.includes(name) ? onOrOff : rules[name];
  if (!rule) return undefined;
  return value !== "" && rule.holds(Number(value))
    ? undefined
    : `${sysctl} can't be ${asNumber(value)}; use ${rule.words}`;
}

function thresholdMistake(sysctl: string, value: string): string | undefined {
  const [nth = Number.NaN, period = Number.NaN, ...rest] = value.split(" ").map(Number);
  if (rest.length === 0 && isWhole(period, 0, 2 ** 31 - 1) && isWhole(nth, 0, Math.max(0, period - 1)))
    return undefined;
  return `${sysctl} can't be ${asNumber(value)}; use two whole numbers, the first one smaller`;
}

/** A setting's value as sentences name it: what is no number is text, and has quotes. */
function asNumber(value: string): string {
  if (value === "") return "an empty text";
  return /^-?[\d. ]+$/.test(value) ? value : JSON.stringify(value);
}

function range(from: number, to: number): Rule {
  return { holds: (value) => isWhole(value, from, to), words: `a whole number from ${from} to ${to}` };
}
