/**
 * What Terraform makes of one text of a literal (constructs/libvirt/terraform-literal.ts): what was declared. Apart from
 * there, so that a command which only reads a synthesised stack need not load CDKTF.
 */
export function fromLiteral(text: string): string {
  return text.replace(/\$\$\{|%%\{|\$\{""\}/g, (part) => (part === nothing ? "" : part.slice(1)));
}

/** An expression of Terraform's that comes to an empty text. */
const nothing = `\${""}`;
