/**
 * A value as Terraform must be given it to be taken literally: in its configuration `${…}` and `%{…}` are templates,
 * also inside of JSON. https://developer.hashicorp.com/terraform/language/syntax/json
 */
export function literal<T>(value: T): T {
  return eachText(value, (text) => text.replace(/[$%](?=\{)/g, "$&$&"));
}

/** What Terraform takes such a value for. */
export function unliteral<T>(value: T): T {
  return eachText(value, (text) => text.replace(/([$%])\1(?=\{)/g, "$1"));
}

function eachText<T>(value: T, change: (text: string) => string): T {
  if (typeof value === "string") return change(value) as T;
  if (Array.isArray(value)) return value.map((item) => eachText(item, change)) as T;
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, eachText(item, change)])) as T;
  }
  return value;
}
