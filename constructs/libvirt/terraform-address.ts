import type { TerraformResource } from "cdktf";

/**
 * A resource as Terraform names it, e.g. `libvirt_domain.rs1`. Neither replace_triggered_by nor depends_on take in JSON the
 * `${…}` that CDKTF makes of a resource.
 */
export function terraformAddress(resource: TerraformResource): string {
  return `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
}
