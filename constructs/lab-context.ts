import type { Construct } from "constructs";
import type { GuestImage } from "./image/guest-image";
import type { LabDescription } from "./lab-description";
import type { HostSettings } from "./libvirt/host-settings";
import type { LabPool } from "./libvirt/lab-pool";
import { requireName } from "./validation/forms";

/** What the parts of a lab need to know of the lab that they are in. */
export interface LabContext {
  readonly name: string;
  readonly host: HostSettings;
  readonly image: GuestImage;
  readonly pool: LabPool;
  /** The whole lab, when all of it is declared: the same object throughout a synthesis. */
  declared(): LabDescription;
}

const key = "lvs-nat-lab";

/** Must come before anything is put into the lab. */
export function setLabContext(lab: Construct, context: LabContext): void {
  lab.node.setContext(key, context);
}

/** @throws when a construct is not inside of a lab */
export function labContext(scope: Construct, id: string): LabContext {
  const context: LabContext | undefined = scope.node.tryGetContext(key);
  if (!context) {
    throw new Error(
      `${id}: its scope is not inside of an LvsNatLab; give it the lab, or a construct in the lab, as scope`,
    );
  }
  return context;
}

/**
 * The id for a construct of a lab: the one asked for, also where the scope has a child of that name already. There
 * `constructs` would stop at once with an error of its own; so the duplicate is reported at synth, with all the rest.
 *
 * @throws when it is no text
 */
export function constructId(scope: Construct, id: string): string {
  requireName(id);
  return scope.node.tryFindChild(id) ? constructId(scope, `${id} again`) : id;
}
