import type { InterfaceDescription, LabDescription, MachineDescription } from "../lab-description";
import type { GuestSetup } from "./guest-setup";

/**
 * Whether a machine's further addresses can be given to the running guest: in the image that the lab builds
 * systemd-networkd has the interfaces, and reads their addresses at boot from a file of its own. What an image of the
 * user's has instead is not known; there they are part of the network configuration, with which a machine is born.
 */
export function extraAddressesAreSettings(lab: LabDescription, { image }: MachineDescription): boolean {
  return lab.images.every(({ name, source }) => name !== image || source === undefined);
}

/** A machine's addresses besides the main one of each interface, now and at each boot. */
export function extraAddressesSetup(lab: LabDescription, machine: MachineDescription): readonly GuestSetup[] {
  const cards = machine.interfaces.filter(({ extraAddresses = [] }) => extraAddresses.length > 0);
  if (cards.length === 0 || !extraAddressesAreSettings(lab, machine)) return [];
  return [
    {
      name: extraAddressesName,
      files: cards.map((card) => ({ path: networkDropIn(card), content: networkLines(card) })),
      commands: cards.flatMap((card) =>
        withPrefix(card).map((address) => ["ip", "address", "replace", address, "dev", card.name]),
      ),
      // The addresses that an interface has are looked at by themselves: scripts/settings/differences.ts.
      reload: [],
    },
  ];
}

/** What the setup is called in plans. */
export const extraAddressesName = "further addresses";

/** Added to what cloud-init writes for the interface: systemd.network(5) on drop-in files. */
function networkDropIn({ name }: InterfaceDescription): string {
  return `/etc/systemd/network/10-cloud-init-${name}.network.d/further-addresses.conf`;
}

function networkLines(card: InterfaceDescription): string {
  return `[Network]\n${withPrefix(card)
    .map((address) => `Address=${address}\n`)
    .join("")}`;
}

function withPrefix({ extraAddresses = [], prefixLength }: InterfaceDescription): string[] {
  return extraAddresses.map((address) => `${address}/${prefixLength}`);
}
