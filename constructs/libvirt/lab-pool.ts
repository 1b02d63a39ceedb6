import { Pool } from "@cdktf/provider-libvirt/lib/pool";
import { Construct } from "constructs";
import type { HostSettings } from "./host-settings";
import { poolPath } from "./paths";

/** The lab's own storage: it goes with the lab, and leaves the images alone. */
export class LabPool extends Construct {
  /** The provider's pool, to be overridden where the constructs don't reach. */
  readonly resource: Pool;

  /** @internal */
  constructor(scope: Construct, id: string, props: { readonly lab: string; readonly host: HostSettings }) {
    super(scope, id);
    this.resource = new Pool(this, "pool", {
      name: props.lab,
      type: "dir",
      target: { path: poolPath(props.host, props.lab) },
    });
    this.resource.overrideLogicalId("lab");
  }
}
