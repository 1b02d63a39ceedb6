import type { GuestSetup } from "./guest-setup";

/**
 * The user data: https://docs.cloud-init.io/en/latest/reference/modules.html
 * No password and no key: the serial console is the way in.
 */
export function cloudConfig(hostName: string, setups: readonly GuestSetup[]) {
  const commands = setups.flatMap((setup) => setup.commands);
  return {
    hostname: hostName,
    manage_etc_hosts: false,
    write_files: setups.flatMap((setup) => setup.files).map(({ path, content }) => ({ path, content })),
    // The commands become one shell script; -e so that cloud-init reports the first that fails.
    ...(commands.length > 0 ? { runcmd: ["set -e", ...commands] } : {}),
  };
}
