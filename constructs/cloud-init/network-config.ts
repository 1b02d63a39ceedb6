import { addressesOf } from "../interface-addresses";
import type { MachineDescription } from "../lab-description";

/**
 * Network configuration, version 2: https://docs.cloud-init.io/en/latest/reference/network-config-format-v2.html
 * Interfaces are found by their MAC addresses. IPv6 is left out, so that a capture shows the lesson's packets alone.
 */
export function networkConfig({ gateway, interfaces }: MachineDescription, gatewayInterface: string | undefined) {
  const ethernets = interfaces.map((card) => [
    card.name,
    {
      match: { macaddress: card.mac },
      "set-name": card.name,
      addresses: addressesOf(card).map((address) => `${address}/${card.prefixLength}`),
      "accept-ra": false,
      "link-local": [],
      ...(card.name === gatewayInterface ? { routes: [{ to: "0.0.0.0/0", via: gateway }] } : {}),
    },
  ]);
  return { version: 2, ethernets: Object.fromEntries(ethernets) };
}
