import type { Construct } from "constructs";
import type { LabNetwork } from "./lab-network";
import { Machine } from "./machine";
import type { RoleOptions } from "./machine-options";
import { requireList, requireObject, requireText } from "./validation/forms";
import { ownPropertyMistakes } from "./validation/properties";
import { machineTitle } from "./validation/words";

/** What a client is given. */
export interface ClientProps extends RoleOptions {
  /** The client side, where the VIP is too. */
  readonly network: LabNetwork;
  /** The client's address (CIP), on eth0. */
  readonly cip: string;
}

/** A user of the virtual service. It has no route to the server network. */
export class Client extends Machine {
  /** The client's address. */
  readonly cip: string;

  /** @param id host name of the guest, as for every {@link Machine} */
  constructor(scope: Construct, id: string, props: ClientProps) {
    const title = machineTitle({ role: "client", name: id });
    requireObject(title, props);
    const { network, cip, extraInterfaces = [], ...options } = props;
    requireText(title, "cip", cip);
    requireList(title, "extraInterfaces", extraInterfaces);
    super(scope, id, { ...options, interfaces: [{ network, address: cip }, ...extraInterfaces] }, "client");
    this.cip = cip;
    this.misspelt.push(...ownPropertyMistakes(title, options, ["interfaces", "gateway"]));
  }
}
