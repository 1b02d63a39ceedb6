import { isMap } from "../is-map";
import { LabNetwork } from "../lab-network";
import { requireList, requireText } from "./forms";
import { shown } from "./words";

/** @throws when a machine's interfaces are no list, or one of them is not in a LabNetwork */
export function requireInterfaces(title: string, interfaces: unknown): void {
  requireList(title, "interfaces", interfaces);
  for (const [index, card] of (interfaces as unknown[]).entries()) {
    const network = isMap(card) ? card.network : card;
    if (!(network instanceof LabNetwork)) {
      throw new Error(`${title}: the network of its eth${index} is ${shown(network)}; give it a LabNetwork`);
    }
    const { address, extraAddresses = [] } = card as { address?: unknown; extraAddresses?: unknown };
    requireText(title, `address of eth${index}`, address);
    requireList(title, `extraAddresses of eth${index}`, extraAddresses);
  }
}
