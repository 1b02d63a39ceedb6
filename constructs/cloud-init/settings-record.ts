import { createHash } from "node:crypto";
import type { SettingDescription } from "../lab-description";
import type { GuestSetup } from "./guest-setup";

/** The file in which a guest keeps what it was set up with, so that it can be taken back. */
export const settingsRecordPath = "/var/lib/lab/settings.json";

/** The part of a guest's settings that is needed to take them back. */
export type SettingsRecord = readonly {
  readonly name: string;
  readonly paths: readonly string[];
  /** SHA-256 of the files' contents. */
  readonly content: string;
  readonly undo: readonly (readonly string[])[];
}[];

/** The record of these settings as text. */
export function settingsRecord(settings: readonly SettingDescription[]): string {
  const record: SettingsRecord = settings.map(({ name, files, undo }) => ({
    name,
    paths: files.map(({ path }) => path),
    content: hashOf(files.flatMap(({ path, content }) => [path, content])),
    undo,
  }));
  return `${JSON.stringify(record)}\n`;
}

/** Writes the record at the first boot. */
export function settingsRecordSetup(settings: readonly SettingDescription[]): GuestSetup {
  return {
    name: "record of settings",
    files: [{ path: settingsRecordPath, content: settingsRecord(settings) }],
    commands: [],
    reload: [],
  };
}

function hashOf(texts: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(texts)).digest("hex");
}
