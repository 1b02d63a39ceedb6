import type { GuestSetup } from "./guest-setup";

/** Lines of name, equals sign and value. */
const kernelSettingsFile = "/etc/sysctl.d/90-lvs-nat.conf";
const modulesFile = "/etc/modules-load.d/lvs-nat.conf";

/**
 * Kernel settings in the file that is read at each boot, and applied now: sysctl.d(5). Those of IPVS exist only when its
 * module is loaded, so it is loaded before: modules-load.d(5) is read before sysctl.d.
 */
export function kernelSettingsSetup(settings: Readonly<Record<string, string>>): GuestSetup {
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}\n`);
  const modules = Object.keys(settings).some((name) => name.startsWith("net.ipv4.vs.")) ? ["ip_vs"] : [];
  const load = [...modules.map((module) => ["modprobe", module]), ["sysctl", "--quiet", "--load", kernelSettingsFile]];
  return {
    name: "kernel settings",
    files: [
      ...modules.map((module) => ({
        path: modulesFile,
        content: `${module}
`,
      })),
      { path: kernelSettingsFile, content: lines.join("") },
    ],
    commands: load,
    reload: load,
  };
}
