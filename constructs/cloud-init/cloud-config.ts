import { isMap } from "../is-map";
import { shown } from "../validation/words";
import type { GuestSetup } from "./guest-setup";
import { originalsBootcmd } from "./originals";

/** A document of cloud-init: https://docs.cloud-init.io/en/latest/reference/modules.html */
export type CloudConfig = Readonly<Record<string, unknown>>;

/** The lab's own part of a machine's user data. No password and no key: the serial console is the way in. */
export function cloudConfig(hostName: string, setups: readonly GuestSetup[]) {
  const bootcmd = originalsBootcmd(setups);
  return {
    hostname: hostName,
    manage_etc_hosts: false,
    ...(bootcmd.length > 0 ? { bootcmd } : {}),
    write_files: setups.flatMap((setup) => setup.files),
    // The commands become one shell script; -e so that cloud-init reports the first that fails.
    runcmd: ["set -e", ...setups.flatMap((setup) => setup.commands)],
  };
}

/** One document with another's content added: lists go behind lists, maps are merged, and what is there already stays. */
export function mergeCloudConfig(own: CloudConfig, extra: CloudConfig): CloudConfig {
  const merged: Record<string, unknown> = { ...own };
  for (const [key, value] of Object.entries(extra)) {
    const there = merged[key];
    if (there === undefined) merged[key] = value;
    else if (Array.isArray(there) && Array.isArray(value)) merged[key] = [...there, ...value];
    else if (isMap(there) && isMap(value)) merged[key] = mergeCloudConfig(there, value);
  }
  return merged;
}

/** What of an addition {@link mergeCloudConfig} would leave out, in words; `path` is where in the document it is. */
export function mergeMistakes(own: CloudConfig, extra: CloudConfig, path = ""): string[] {
  return Object.entries(extra).flatMap(([key, value]) => {
    const [there, name] = [own[key], `${path}${key}`];
    if (there === undefined || value === undefined) return [];
    if (Array.isArray(there))
      return Array.isArray(value) ? [] : [`cloud-init's ${name} is ${shown(value)}; give it a list`];
    if (!isMap(there)) return [`the lab sets cloud-init's ${name} itself; leave it out of cloudInit`];
    return isMap(value)
      ? mergeMistakes(there, value, `${name}.`)
      : [`cloud-init's ${name} is ${shown(value)}; give it an object`];
  });
}
