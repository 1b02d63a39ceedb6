import { ipvsadmRules } from "../../constructs/cloud-init/ipvsadm-rules";
import { giveBackOriginals } from "../../constructs/cloud-init/originals";
import { udpAnswerService } from "../../constructs/cloud-init/udp-answerer";
import { addressesOf } from "../../constructs/interface-addresses";
import { completeTimeouts } from "../../constructs/ipvs-timeouts";
import type { DeployedLab, MachineDescription } from "../../constructs/lab-description";
import { fileWords } from "./file-words";
import { type GuestState, kernelSettingsOf, settingsOf } from "./guest-state";
import { ruleChanges } from "./ipvs-rules";
import { isSet } from "./kernel-settings";

/** Something in a guest that is not as it is declared, and what mends it. */
export interface Difference {
  /** Name of the machine. */
  readonly machine: string;
  /** For a person, without the machine's name. */
  readonly words: string;
  /** A file to be written; a new one may take the place of one of the image's. */
  readonly write?: { readonly path: string; readonly content: string; readonly isNew: boolean };
  /** Programs to be run then, as root. */
  readonly commands: readonly (readonly string[])[];
}

/**
 * All that differs between a guest and what is declared for it, in the order in which it is to be mended.
 *
 * @param apart RIPs of real servers that a director's table may have or lack
 */
export function differences(
  lab: DeployedLab,
  machine: MachineDescription,
  state: GuestState,
  apart: readonly string[] = [],
): Difference[] {
  const rules: readonly Rule[] = [
    surplusSettings,
    files,
    addresses,
    loopbackAddresses,
    gateway,
    otherRoutes,
    firewall,
    nftables,
    kernelSettings,
    ipvsSettings,
    atBoot,
    services,
    timeouts,
    virtualServices,
  ];
  return rules
    .flatMap((rule) => rule(lab, machine, state, apart))
    .map((found) => ({ machine: machine.name, ...found }));
}

type Rule = (
  lab: DeployedLab,
  machine: MachineDescription,
  state: GuestState,
  apart: readonly string[],
) => Omit<Difference, "machine">[];

/** Settings that the guest was given once and that are not declared any more. */
const surplusSettings: Rule = (lab, machine, { record = [] }) => {
  const settings = settingsOf(lab, machine);
  const declared = settings.flatMap((setting) => setting.files.map(({ path }) => path));
  return record.flatMap(({ name, paths, undo }) => {
    const surplus = paths.filter((path) => !declared.includes(path));
    if (surplus.length === 0) return [];
    const whole = !settings.some((setting) => setting.name === name);
    const commands = [...(whole ? undo : []), ["sh", "-c", giveBackOriginals, "sh", ...surplus]];
    return [{ words: `${surplus.join(", ")} is not declared any more (${name})`, commands }];
  });
};

/** Of each file that is declared, as cloud-init's write_files gives it by default. */
const fileMode = "644";

const files: Rule = (lab, machine, state) => {
  const recorded = (state.record ?? []).flatMap(({ paths }) => paths);
  return settingsOf(lab, machine).flatMap(({ files, reload }) => {
    const modeWords = (path: string) => `${path} has mode ${state.modes[path]}, not ${fileMode}`;
    const hasMode = (path: string) => [undefined, fileMode].includes(state.modes[path]);
    const wrong = files.filter(({ path, content }) => state.files[path] !== content || !hasMode(path));
    return wrong.map((file, index) => ({
      words:
        state.files[file.path] === file.content
          ? modeWords(file.path)
          : fileWords(file.path, state.files[file.path], file.content),
      write: { ...file, isNew: state.record !== undefined && !recorded.includes(file.path) },
      commands: index === wrong.length - 1 ? reload : [],
    }));
  });
};

const addresses: Rule = (_lab, machine, state) =>
  machine.interfaces.flatMap((card) => {
    const { name } = card;
    const declared = addressesOf(card).map((address) => `${address}/${card.prefixLength}`);
    const is = state.addresses[name] ?? [];
    const missing = declared.filter((one) => !is.includes(one));
    const surplus = is.filter((one) => !declared.includes(one));
    return [
      ...missing.map((one) => ({
        words: `${name} does not have the address ${one}`,
        commands: [
          ["ip", "link", "set", name, "up"],
          ["ip", "address", "replace", one, ...(card.prefixLength < 31 ? ["broadcast", "+"] : []), "dev", name],
        ],
      })),
      ...surplus.map((one) => ({
        words: `${name} has the address ${one}, which is not declared`,
        commands: [["ip", "address", "delete", one, "dev", name]],
      })),
    ];
  });

/** A VIP on a real server's own loopback, say, as another mode of LVS has it. */
const loopbackAddresses: Rule = (_lab, _machine, state) =>
  (state.addresses.lo ?? [])
    .filter((one) => !one.startsWith("127."))
    .map((one) => ({
      words: `lo has the address ${one}, which is not declared`,
      commands: [["ip", "address", "delete", one, "dev", "lo"]],
    }));

const gateway: Rule = (_lab, machine, state) => {
  const declared = machine.gateway === undefined ? [] : [machine.gateway];
  if (state.gateways.join() === declared.join()) return [];
  const clear = state.gateways.map((via) => ["ip", "route", "delete", "default", "via", via]);
  const set = declared.map((via) => ["ip", "route", "replace", "default", "via", via, "proto", "static"]);
  const names = (list: readonly string[]) => list.join(", ") || "none";
  return [
    {
      words: `the default route is ${names(state.gateways)}, not ${names(declared)}`,
      commands: [...clear, ...set],
    },
  ];
};

const kernelSettings: Rule = (_lab, machine, state) =>
  Object.entries(kernelSettingsOf(machine))
    .filter(([name, value]) => !isSet(name, value, state.kernelSettings[name]))
    .map(([name, value]) => ({
      words: `${name} is ${state.kernelSettings[name] ?? "not there"}, not ${value}`,
      commands: [["sysctl", "--quiet", "--write", `${name}=${value}`]],
    }));

/** Settings of IPVS that are not declared and yet not the kernel's own. */
const ipvsSettings: Rule = (_lab, machine, state) =>
  state.ipvsSettings
    .filter(({ name, value, byItself }) => !Object.hasOwn(machine.kernelSettings, name) && value !== byItself)
    .map(({ name, value, byItself }) => ({
      words: `${name} is ${value}, which is not declared`,
      commands: [["sysctl", "--quiet", "--write", `${name}=${byItself}`]],
    }));

const otherRoutes: Rule = (_lab, _machine, state) =>
  state.otherRoutes.map((destination) => ({
    words: `it has a route to ${destination}, which is not declared`,
    commands: [["ip", "route", "delete", destination]],
  }));

/**
 * The lab declares no rule of iptables: its marks are nftables' own. A rule may be gone with nftables' service, which is
 * restarted where its file was wrong; that all is mended is seen afterwards, see settle.ts.
 */
const firewall: Rule = (_lab, _machine, state) =>
  state.firewall.map(({ rule, table, undo }) => ({
    words: `the firewall has "${rule}" in table ${table}, which is not declared`,
    commands: [["sh", "-c", 'iptables -t "$1" $2 || true', "sh", table, undo]],
  }));

/** Tables of nftables: the marks of services, and what somebody has added. */
const nftables: Rule = (_lab, _machine, { nftables: is, declaredNftables: declared }) => {
  const surplus = [...is.keys()].filter((table) => !declared.has(table));
  const wrong = [...declared].filter(([table, text]) => is.get(table) !== text);
  return [
    ...surplus.map((table) => ({
      words: `nftables has the table ${table}, which is not declared`,
      commands: [["sh", "-c", "nft delete table $1 || true", "sh", table]],
    })),
    ...wrong.map(([table, text]) => ({
      words: fileWords(`nftables' table ${table}`, is.get(table), text),
      commands: [["systemctl", "restart", "nftables"]],
    })),
  ];
};

/** Each port's answerer is started by the unit that stands for all: it is "static" itself. */
const atBoot: Rule = (_lab, { udpPorts = [] }, state) => {
  const answerers = udpPorts.map(udpAnswerService);
  return Object.entries(state.atBoot)
    .filter(([name, word]) => word !== (answerers.includes(name) ? "static" : "enabled"))
    .map(([name, word]) => ({
      words: `${name} is ${word} at boot, not enabled`,
      commands: [
        ["systemctl", "unmask", name],
        ["systemctl", "enable", name],
      ],
    }));
};

const services: Rule = (_lab, _machine, state) =>
  Object.entries(state.services)
    .filter(([, word]) => word !== "active")
    .map(([name, word]) => ({ words: `${name} is ${word}, not active`, commands: [["systemctl", "restart", name]] }));

const timeouts: Rule = (_lab, { role, timeouts: declared }, state) => {
  if (role !== "director") return [];
  const { tcpSeconds, tcpFinSeconds, udpSeconds } = completeTimeouts(declared ?? {});
  const values = [tcpSeconds, tcpFinSeconds, udpSeconds].map(String);
  if (state.timeouts === values.join(" ")) return [];
  const words = `the time-outs (tcp tcpfin udp) are ${state.timeouts}, not ${values.join(" ")}`;
  return [{ words, commands: [["ipvsadm", "--set", ...values]] }];
};

const virtualServices: Rule = ({ services }, { name, role }, state, apart) => {
  if (role !== "director") return [];
  const declared = ipvsadmRules(services.filter(({ director }) => director === name));
  return ruleChanges(state.rules, declared, { apart });
};
