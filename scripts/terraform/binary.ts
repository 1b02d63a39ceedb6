/** The name of Terraform's program, or of OpenTofu's where that alone is installed: packages/cdktf-env sets it. */
export function terraformBinary(): string {
  return process.env.TERRAFORM_BINARY_NAME ?? "terraform";
}
