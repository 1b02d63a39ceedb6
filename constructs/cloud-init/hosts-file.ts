import type { LabDescription, MachineDescription } from "../lab-description";
import type { GuestSetup } from "./guest-setup";

/** The names of all machines, in one machine's guest. */
export function hostsSetup(lab: LabDescription, machine: MachineDescription): GuestSetup {
  return {
    name: "hosts",
    files: [{ path: "/etc/hosts", content: hostsFile(lab, machine) }],
    commands: [],
    reload: [],
  };
}

/** /etc/hosts of one machine: of every machine the address in a network that both are in, where there is one. */
function hostsFile(lab: LabDescription, machine: MachineDescription): string {
  const networks = new Set(machine.interfaces.map(({ network }) => network));
  const lines = lab.machines.flatMap(({ name, interfaces }) => {
    const seen = interfaces.find(({ network }) => networks.has(network)) ?? interfaces[0];
    return seen ? [`${seen.address} ${name}\n`] : [];
  });
  return ["127.0.0.1 localhost\n", "::1 localhost ip6-localhost ip6-loopback\n", ...lines].join("");
}
