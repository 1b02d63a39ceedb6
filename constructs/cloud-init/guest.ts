import { createHash } from "node:crypto";
import type { GuestDescription, LabDescription, MachineDescription, SettingDescription } from "../lab-description";
import { type CloudConfig, cloudConfig, mergeCloudConfig } from "./cloud-config";
import type { GuestSetup } from "./guest-setup";
import { hostsSetup } from "./hosts-file";
import { type SeedDocuments, seedDocuments } from "./seed";
import { settingsRecordSetup } from "./settings-record";

/** What a machine's guest is set up with: by its seed at the first boot, and by its settings afterwards. */
export interface Guest {
  readonly seed: SeedDocuments;
  readonly description: GuestDescription;
}

/**
 * @param setups what the machine's job adds, and the declaration
 * @param cloudInit what the declaration adds to the user data
 */
export function guestOf(
  lab: LabDescription,
  machine: MachineDescription,
  setups: readonly GuestSetup[],
  cloudInit: CloudConfig = {},
): Guest {
  const userData = withoutIdleRuncmd(mergeCloudConfig(ownCloudConfig(lab, machine, setups), cloudInit));
  const firstBoot = firstBootOnly(setups, cloudInit);
  const seed = seedDocuments(machine, userData, firstBoot);
  const text = [seed.metaData, seed.networkConfig, seed.userData].join("");
  return { seed, description: { seed: sha256(text), firstBoot, settings: settingsOf(lab, machine, setups) } };
}

/** The lab's own part of a machine's user data. */
export function ownCloudConfig(lab: LabDescription, machine: MachineDescription, setups: readonly GuestSetup[]) {
  const record = settingsRecordSetup(settingsOf(lab, machine, setups));
  return cloudConfig(machine.name, [hostsSetup(lab, machine), record, ...setups]);
}

function settingsOf(
  lab: LabDescription,
  machine: MachineDescription,
  setups: readonly GuestSetup[],
): SettingDescription[] {
  return [hostsSetup(lab, machine), ...setups].flatMap(({ name, files, reload, undo = [] }) =>
    reload ? [{ name, files, reload, undo }] : [],
  );
}

/** A hash of what can't be changed in a guest that runs; nothing where there is no such thing. */
function firstBootOnly(setups: readonly GuestSetup[], cloudInit: CloudConfig): string | undefined {
  const only = [...setups.filter(({ reload }) => reload === undefined), ...Object.entries(cloudInit)];
  return only.length > 0 ? sha256(JSON.stringify(only)) : undefined;
}

/** The commands begin with `set -e`, which alone is nothing to run. */
function withoutIdleRuncmd({ runcmd, ...userData }: CloudConfig): CloudConfig {
  return Array.isArray(runcmd) && runcmd.length > 1 ? { ...userData, runcmd } : userData;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
