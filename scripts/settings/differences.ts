import { ipvsadmRules } from "../../constructs/cloud-init/ipvsadm-rules";
import type { DeployedLab, MachineDescription } from "../../constructs/lab-description";
import { fileWords } from "./file-words";
import { expectedOf, type GuestState } from "./guest-state";
import { ruleChanges } from "./ipvs-rules";

/** Something in a guest that is not as it is declared, and what mends it. */
export interface Difference {
  /** Name of the machine. */
  readonly machine: string;
  /** For a person, without the machine's name. */
  readonly words: string;
  /** A file to be written. */
  readonly write?: { readonly path: string; readonly content: string };
  /** Programs to be run then, as root. */
  readonly commands: readonly (readonly string[])[];
}

/** All that differs between a guest and what is declared for it, in the order in which it is to be mended. */
export function differences(lab: DeployedLab, machine: MachineDescription, state: GuestState): Difference[] {
  const rules: readonly Rule[] = [
    surplusSettings,
    files,
    addresses,
    gateway,
    kernelSettings,
    services,
    virtualServices,
  ];
  return rules.flatMap((rule) => rule(lab, machine, state)).map((found) => ({ machine: machine.name, ...found }));
}

type Rule = (lab: DeployedLab, machine: MachineDescription, state: GuestState) => Omit<Difference, "machine">[];

/** Settings that the guest was given once and that are not declared any more. */
const surplusSettings: Rule = (lab, machine, { record = [] }) => {
  const { settings } = expectedOf(lab, machine);
  const declared = settings.flatMap((setting) => setting.files.map(({ path }) => path));
  return record.flatMap(({ name, paths, undo }) => {
    const surplus = paths.filter((path) => !declared.includes(path));
    if (surplus.length === 0) return [];
    const whole = !settings.some((setting) => setting.name === name);
    const commands = [...(whole ? undo : []), ["rm", "--force", ...surplus]];
    return [{ words: `${surplus.join(", ")} is not declared any more (${name})`, commands }];
  });
};

const files: Rule = (lab, machine, state) =>
  expectedOf(lab, machine).settings.flatMap(({ files, reload }) => {
    const wrong = files.filter(({ path, content }) => state.files[path] !== content);
    return wrong.map((file, index) => ({
      words: fileWords(file.path, state.files[file.path], file.content),
      write: file,
      commands: index === wrong.length - 1 ? reload : [],
    }));
  });

const addresses: Rule = (_lab, machine, state) =>
  machine.interfaces.flatMap(({ name, address, prefixLength }) => {
    const declared = `${address}/${prefixLength}`;
    const is = state.addresses[name] ?? [];
    const surplus = is.filter((one) => one !== declared);
    return [
      ...(is.includes(declared)
        ? []
        : [
            {
              words: `${name} does not have the address ${declared}`,
              commands: [
                ["ip", "link", "set", name, "up"],
                ["ip", "address", "replace", declared, "dev", name],
              ],
            },
          ]),
      ...surplus.map((one) => ({
        words: `${name} has the address ${one}, which is not declared`,
        commands: [["ip", "address", "delete", one, "dev", name]],
      })),
    ];
  });

const gateway: Rule = (_lab, machine, state) => {
  const declared = machine.gateway === undefined ? [] : [machine.gateway];
  if (state.gateways.join() === declared.join()) return [];
  const clear = state.gateways.map((via) => ["ip", "route", "delete", "default", "via", via]);
  const set = declared.map((via) => ["ip", "route", "replace", "default", "via", via]);
  const names = (list: readonly string[]) => list.join(", ") || "none";
  return [
    {
      words: `the default route is ${names(state.gateways)}, not ${names(declared)}`,
      commands: [...clear, ...set],
    },
  ];
};

const kernelSettings: Rule = (_lab, machine, state) =>
  Object.entries(machine.kernelSettings)
    .filter(([name, value]) => state.kernelSettings[name] !== value)
    .map(([name, value]) => ({
      words: `${name} is ${state.kernelSettings[name] ?? "not there"}, not ${value}`,
      commands: [["sysctl", "--quiet", "--write", `${name}=${value}`]],
    }));

const services: Rule = (_lab, _machine, state) =>
  Object.entries(state.services)
    .filter(([, word]) => word !== "active")
    .map(([name, word]) => ({ words: `${name} is ${word}, not active`, commands: [["systemctl", "restart", name]] }));

const virtualServices: Rule = ({ services }, { name, role }, state) => {
  if (role !== "director") return [];
  const declared = ipvsadmRules(services.filter(({ director }) => director === name));
  return ruleChanges(state.rules, declared).map(({ words, command }) => ({ words, commands: [command] }));
};
