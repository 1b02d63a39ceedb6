import { createHash } from "node:crypto";
import type { GuestDescription, LabDescription, MachineDescription, SettingDescription } from "../lab-description";
import { type CloudConfig, cloudConfig, mergeCloudConfig } from "./cloud-config";
import { extraAddressesAreSettings, extraAddressesSetup } from "./extra-addresses";
import type { GuestSetup } from "./guest-setup";
import { hostsSetup } from "./hosts-file";
import { type SeedDocuments, seedDocuments } from "./seed";
import { settingsRecordSetup } from "./settings-record";

/** What a machine's guest is set up with: by its seed at the first boot, and by its settings afterwards. */
export interface Guest {
  readonly seed: SeedDocuments;
  readonly description: GuestDescription;
}

/** What a declaration adds to a guest that only a new machine can be given. */
export interface FirstBoot {
  /** Added to the lab's own cloud-config. @default - nothing */
  readonly cloudInit?: CloudConfig;
  /** A shell script. @default - none */
  readonly script?: string;
}

/** @param setups what the machine's job adds, and the declaration's files */
export function guestOf(
  lab: LabDescription,
  machine: MachineDescription,
  setups: readonly GuestSetup[],
  { cloudInit = {}, script }: FirstBoot = {},
): Guest {
  const config = withoutIdleRuncmd(mergeCloudConfig(ownCloudConfig(lab, machine, setups), cloudInit));
  const firstBoot = hashes({ ...cloudInit, packageFiles: script });
  const born = extraAddressesAreSettings(lab, machine) ? withoutExtraAddresses(machine) : machine;
  const seed = seedDocuments(born, { cloudConfig: config, script }, firstBoot && sha256(JSON.stringify(firstBoot)));
  const text = [seed.metaData, seed.networkConfig, seed.userData].join("");
  return { seed, description: { seed: sha256(text), firstBoot, settings: settingsOf(lab, machine, setups) } };
}

/** The lab's own part of a machine's user data. */
export function ownCloudConfig(lab: LabDescription, machine: MachineDescription, setups: readonly GuestSetup[]) {
  const record = settingsRecordSetup(settingsOf(lab, machine, setups));
  return cloudConfig(machine.name, [...commonSetups(lab, machine), record, ...setups]);
}

function settingsOf(
  lab: LabDescription,
  machine: MachineDescription,
  setups: readonly GuestSetup[],
): SettingDescription[] {
  const all = [...commonSetups(lab, machine), ...setups];
  return all.map(({ name, files, reload, undo = [] }) => ({ name, files, reload, undo }));
}

/** What every machine's guest is given. */
function commonSetups(lab: LabDescription, machine: MachineDescription): readonly GuestSetup[] {
  return [hostsSetup(lab, machine), ...extraAddressesSetup(lab, machine)];
}

function withoutExtraAddresses(machine: MachineDescription): MachineDescription {
  return { ...machine, interfaces: machine.interfaces.map((card) => ({ ...card, extraAddresses: undefined })) };
}

/** The commands begin with `set -e`, which alone is nothing to run. */
function withoutIdleRuncmd({ runcmd, ...userData }: CloudConfig): CloudConfig {
  return Array.isArray(runcmd) && runcmd.length > 1 ? { ...userData, runcmd } : userData;
}

/** Of each part by its name; `undefined` where there is none. */
function hashes(parts: CloudConfig): Readonly<Record<string, string>> | undefined {
  const there = Object.entries(parts).filter(([, part]) => part !== undefined);
  if (there.length === 0) return undefined;
  return Object.fromEntries(there.map(([name, part]) => [name, sha256(JSON.stringify(part))]));
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
