import { createHash } from "node:crypto";
import type { GuestDescription, LabDescription, MachineDescription, SettingDescription } from "../lab-description";
import type { GuestSetup } from "./guest-setup";
import { hostsSetup } from "./hosts-file";
import { type SeedDocuments, seedDocuments } from "./seed";
import { settingsRecordSetup } from "./settings-record";

/** What a machine's guest is set up with: by its seed at the first boot, and by its settings afterwards. */
export interface Guest {
  readonly seed: SeedDocuments;
  readonly description: GuestDescription;
}

/** @param setups what the machine's job adds */
export function guestOf(lab: LabDescription, machine: MachineDescription, setups: readonly GuestSetup[]): Guest {
  const all = [hostsSetup(lab, machine), ...setups];
  const settings = all.flatMap(settingOf);
  const firstBoot = firstBootOnly(setups);
  const seed = seedDocuments(machine, [...all, settingsRecordSetup(settings)], firstBoot);
  const text = [seed.metaData, seed.networkConfig, seed.userData].join("");
  return { seed, description: { seed: sha256(text), firstBoot, settings } };
}

function settingOf({ name, files, reload, undo = [] }: GuestSetup): SettingDescription[] {
  return reload ? [{ name, files, reload, undo }] : [];
}

/** A hash of what can't be changed in a guest that runs; nothing where there is no such thing. */
function firstBootOnly(setups: readonly GuestSetup[]): string | undefined {
  const only = setups.filter(({ reload }) => reload === undefined);
  return only.length > 0 ? sha256(JSON.stringify(only)) : undefined;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
