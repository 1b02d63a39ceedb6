import { Token } from "cdktf";
import { isMap } from "../is-map";

/**
 * A value as Terraform must be given it to be taken literally: in its configuration `${…}` and `%{…}` are templates,
 * also inside of JSON. https://developer.hashicorp.com/terraform/language/syntax/json
 * The way back is scripts/terraform/from-literal.ts.
 */
export function literal<T>(value: T): T {
  return inTexts(value, (text) => withoutNumberTokens(text.replace(/[$%](?=\{)/g, "$&$&")));
}

/** An expression of Terraform's that comes to an empty text. */
const nothing = `\${""}`;

/**
 * CDKTF hides its own values in numbers around -8.3e298, and looks for such numbers in every text: the UUID
 * 27376634-ade7-54be-96ce-8357e295bd38 has one. There something empty is put behind the hyphen.
 * https://github.com/hashicorp/terraform-cdk/blob/v0.21.0/packages/cdktf/lib/tokens/private/encoding.ts
 */
function withoutNumberTokens(text: string): string {
  return text.replace(/-(\d[\d.]*e\d+)/g, (written, number: string) =>
    Token.isUnresolved(-Number.parseFloat(number)) ? `-${nothing}${number}` : written,
  );
}

function inTexts<T>(value: T, change: (text: string) => string): T {
  if (typeof value === "string") return change(value) as T;
  if (Array.isArray(value)) return value.map((item) => inTexts(item, change)) as T;
  if (isMap(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inTexts(item, change)])) as T;
  }
  return value;
}
