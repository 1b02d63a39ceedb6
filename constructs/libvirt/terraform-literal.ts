/**
 * A value as Terraform must be given it to be taken literally: in its configuration `${…}` and `%{…}` are templates,
 * also inside of JSON. https://developer.hashicorp.com/terraform/language/syntax/json
 */
export function literal<T>(value: T): T {
  if (typeof value === "string") return value.replace(/[$%](?=\{)/g, "$&$&") as T;
  if (Array.isArray(value)) return value.map(literal) as T;
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, literal(item)])) as T;
  }
  return value;
}
