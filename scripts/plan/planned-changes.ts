import { extraAddressesAreSettings, extraAddressesName } from "../../constructs/cloud-init/extra-addresses";
import { ipvsadmRules } from "../../constructs/cloud-init/ipvsadm-rules";
import { addressesOf } from "../../constructs/interface-addresses";
import { completeTimeouts } from "../../constructs/ipvs-timeouts";
import type { DeployedLab, InterfaceDescription, MachineDescription } from "../../constructs/lab-description";
import { fileWords } from "../settings/file-words";
import { ruleChanges } from "../settings/ipvs-rules";
import { plan as telling } from "../settings/telling";

/** What `./lab up` is going to do to one machine, or to something else of the lab. */
export interface PlannedChange {
  readonly machine?: string;
  /** Where it is no machine: Terraform's address, `libvirt_network.client-side` say. */
  readonly resource?: string;
  /** Made anew: it was there, and somebody took it away. */
  readonly effect: "new machine" | "new network" | "made anew" | "removed" | "replaced" | "changed in place";
  /** What differs, a phrase each. */
  readonly words: readonly string[];
}

/** The properties of a machine that a running guest cannot be given, in the words of the declaration. */
const bornWith = {
  memoryMiB: "memory in MiB",
  vcpus: "virtual CPUs",
  image: "image",
  domain: "domain",
  gateway: "gateway",
} as const satisfies Partial<Record<keyof MachineDescription, string>>;

/** How a deployed lab differs from its declaration, machine by machine. Neither guests nor libvirt are looked at. */
export function plannedChanges(deployed: DeployedLab, declared: DeployedLab): PlannedChange[] {
  const before = new Map(deployed.machines.map((machine) => [machine.name, machine]));
  const after = new Set(declared.machines.map(({ name }) => name));
  return [
    ...newNetworks(deployed, declared),
    ...declared.machines.flatMap((machine) => changesOf(deployed, declared, machine, before.get(machine.name))),
    ...deployed.machines
      .filter(({ name }) => !after.has(name))
      .map(({ name }): PlannedChange => ({ machine: name, effect: "removed", words: ["it is not declared any more"] })),
  ];
}

function newNetworks(deployed: DeployedLab, declared: DeployedLab): PlannedChange[] {
  return declared.networks
    .filter(({ id }) => !deployed.networks.some((network) => network.id === id))
    .map(({ id, cidr }) => ({ resource: `libvirt_network.${id}`, effect: "new network", words: [cidr] }));
}

function changesOf(
  deployed: DeployedLab,
  declared: DeployedLab,
  machine: MachineDescription,
  before: MachineDescription | undefined,
): PlannedChange[] {
  const { name } = machine;
  if (!before) return [{ machine: name, effect: "new machine", words: ["it is declared now"] }];
  const inPlace = extraAddressesAreSettings(declared, machine);
  const born = [
    ...bornChanges(before, machine),
    ...cardChanges(before, machine, inPlace),
    ...firstBootChanges(deployed, declared, name),
  ];
  if (born.length > 0) return [{ machine: name, effect: "replaced", words: born }];
  const settings = [
    ...addressWords(before, machine),
    ...timeoutWords(before, machine),
    ...ruleWords(deployed, declared, machine),
    ...settingWords(deployed, declared, machine),
  ];
  return settings.length > 0 ? [{ machine: name, effect: "changed in place", words: settings }] : [];
}

function bornChanges(before: MachineDescription, after: MachineDescription): string[] {
  return Object.entries(bornWith).flatMap(([key, title]) => {
    const [is, will] = [before, after].map((machine) => machine[key as keyof typeof bornWith]);
    return is === will ? [] : [`${title} ${is ?? "none"} → ${will ?? "none"}`];
  });
}

/** Interfaces, in their order. @param inPlace whether further addresses reach the running guest */
function cardChanges(before: MachineDescription, after: MachineDescription, inPlace: boolean): string[] {
  const words = (card: InterfaceDescription | undefined) => {
    if (!card) return "none";
    return `${inPlace ? card.address : addressesOf(card).join(" ")}/${card.prefixLength} in ${card.network}`;
  };
  const most = Math.max(before.interfaces.length, after.interfaces.length);
  return Array.from({ length: most }, (_, index) => {
    const [is, will] = [before.interfaces[index], after.interfaces[index]];
    return words(is) === words(will) ? [] : [`eth${index} ${words(is)} → ${words(will)}`];
  }).flat();
}

function firstBootChanges(deployed: DeployedLab, declared: DeployedLab, name: string): string[] {
  const [is = {}, will = {}] = [deployed, declared].map(({ guests }) => guests[name]?.firstBoot);
  const parts = [...new Set([...Object.keys(is), ...Object.keys(will)])].filter((part) => is[part] !== will[part]);
  return parts.map((part) => `${part}, which is for its first boot, ${firstBootWords(is[part], will[part])}`);
}

function firstBootWords(is: string | undefined, will: string | undefined): string {
  if (is === undefined) return "is new";
  return will === undefined ? "goes" : "is another";
}

/** An interface's further addresses are told one by one. */
function addressWords(before: MachineDescription, after: MachineDescription): string[] {
  return after.interfaces.flatMap((card, index) => {
    const earlier = before.interfaces[index];
    const [is, will] = [earlier ? addressesOf(earlier) : [], addressesOf(card)];
    return [
      ...will.filter((one) => !is.includes(one)).map((one) => `${card.name} gets the address ${one}`),
      ...is.filter((one) => !will.includes(one)).map((one) => `${card.name} loses the address ${one}`),
    ];
  });
}

/** A director's rules are told rule by rule, not as lines of a file. */
function ruleWords(deployed: DeployedLab, declared: DeployedLab, machine: MachineDescription): string[] {
  const rulesOf = ({ services }: DeployedLab) =>
    ipvsadmRules(services.filter(({ director }) => director === machine.name));
  return ruleChanges(rulesOf(deployed), rulesOf(declared), { telling }).map(({ words }) => words);
}

function timeoutWords(before: MachineDescription, { role, timeouts }: MachineDescription): string[] {
  const words = (given: MachineDescription["timeouts"]) => Object.values(completeTimeouts(given ?? {})).join(" ");
  if (role !== "director" || words(before.timeouts) === words(timeouts)) return [];
  return [`the time-outs (tcp tcpfin udp): ${words(before.timeouts)} → ${words(timeouts)}`];
}

/** Settings that are not told as lines of files. */
const toldOtherwise = ["virtual services", extraAddressesName];

function settingWords(deployed: DeployedLab, declared: DeployedLab, { name }: MachineDescription): string[] {
  const textOf = (lab: DeployedLab) =>
    new Map(
      (lab.guests[name]?.settings ?? [])
        .filter(({ name }) => !toldOtherwise.includes(name))
        .flatMap(({ files }) => files.map(({ path, content }) => [path, content] as const)),
    );
  const [before, after] = [textOf(deployed), textOf(declared)];
  const changed = [...after].filter(([path, content]) => before.get(path) !== content);
  const gone = [...before.keys()].filter((path) => !after.has(path));
  return [
    ...changed.map(([path, content]) => fileWords(path, before.get(path), content, telling)),
    ...gone.map((path) => `${path} ${telling.surplus}`),
  ];
}
