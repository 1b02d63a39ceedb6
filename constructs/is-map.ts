/** Whether a value is an object with properties: no list, and not null, which JavaScript calls objects too. */
export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
