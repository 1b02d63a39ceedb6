import path from "node:path";
import { Fn, Lazy, TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { settingsRecord } from "../cloud-init/settings-record";
import type { GuestDescription } from "../lab-description";
import type { GuestDomain } from "./guest-domain";
import { projectRoot } from "./host-settings";
import { terraformAddress } from "./terraform-address";
import { literal } from "./terraform-literal";

export interface GuestSettingsProps {
  /** Name of the machine; the Terraform address is made of it, e.g. `terraform_data.rs1-settings`. */
  readonly machine: string;
  readonly domain: GuestDomain;
  /** Where its domain runs. */
  readonly hostUri: string;
  /** Asked for when the whole declaration is known. */
  readonly guest: () => GuestDescription;
}

/**
 * A guest's settings as Terraform sees them. A machine is born with them, through its seed; when they change later, the
 * running guest is changed (scripts/settings/settle-machine.sh), and no machine is replaced.
 */
export class GuestSettings extends Construct {
  /** Terraform's own resource, to be overridden where the constructs don't reach. */
  readonly resource: TerraformResource;

  /** @internal */
  constructor(scope: Construct, id: string, props: GuestSettingsProps) {
    super(scope, id);
    const { domain, guest, hostUri, machine } = props;
    const { metaData, networkConfig, userData } = domain.seed;
    // CDKTF's DataResource is the same, but starts `terraform version` at each synthesis, for each machine: 0.1 s.
    this.resource = new TerraformResource(this, "settings", {
      terraformResourceType: "terraform_data",
      dependsOn: [domain.resource],
      provisioners: [
        {
          type: "local-exec",
          interpreter: ["sh", path.join(projectRoot, "scripts/settings/settle-machine.sh")],
          command: machine,
          environment: {
            // What the machine was born with, which is in the state though the seed's documents are others by now.
            LAB_BORN_WITH: Fn.sha256(Fn.join("", [metaData, networkConfig, userData])),
            LAB_SEED: Lazy.stringValue({ produce: () => guest().seed }),
            LAB_RECORD: Lazy.stringValue({ produce: () => base64(settingsRecord(guest().settings)) }),
            LAB_HOST_URI: hostUri,
            LAB_DOMAIN: domain.resource.name,
          },
        },
      ],
    });
    this.resource.addOverride("triggers_replace", Lazy.anyValue({ produce: () => literal(textByPath(guest())) }));
    this.resource.overrideLogicalId(`${machine}-settings`);
  }

  /**
   * Has the settings put in after another machine was started.
   *
   * @internal
   */
  waitFor({ resource }: GuestDomain): void {
    this.resource.dependsOn = [...new Set([...(this.resource.dependsOn ?? []), terraformAddress(resource)])];
  }
}

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}

function textByPath({ settings }: GuestDescription): Record<string, string> {
  return Object.fromEntries(settings.flatMap(({ files }) => files.map((file) => [file.path, file.content])));
}
