/**
 * What a plan is going to do to one of Terraform's resources, as `terraform show -json` tells it:
 * https://developer.hashicorp.com/terraform/internals/json-format#change-representation
 */
export interface ResourceChange {
  readonly type: string;
  readonly name: string;
  /** The full address of the provider that does it. */
  readonly provider_name: string;
  readonly change: {
    /** One of no-op, create, read, update, delete; or create and delete, in either order: a replacement. */
    readonly actions: readonly string[];
    readonly before: Readonly<Record<string, unknown>> | null;
    readonly after: Readonly<Record<string, unknown>> | null;
    /** Paths of the attributes for which it is replaced. */
    readonly replace_paths?: readonly (readonly (string | number)[])[];
  };
}

/** What a plan changes. */
export interface Plan {
  /** Path of the plan, for `terraform apply`; nothing where it changes nothing. */
  readonly file?: string;
  readonly resources: readonly ResourceChange[];
}
