import type { GuestSetup } from "./guest-setup";

const file = "/etc/sysctl.d/90-lvs-nat.conf";

/** Kernel settings in the file that is read at each boot, and applied now: sysctl.d(5). */
export function kernelSettingsSetup(settings: Readonly<Record<string, string>>): GuestSetup {
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}\n`);
  const load = [["sysctl", "--quiet", "--load", file]];
  return { name: "kernel settings", files: [{ path: file, content: lines.join("") }], commands: load, reload: load };
}
