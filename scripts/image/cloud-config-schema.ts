import { isMap } from "../../constructs/is-map";

/** A JSON schema, or a part of one: draft 4, https://json-schema.org/draft-04 */
type Schema = Readonly<Record<string, unknown>>;

/** Where parts of a schema are named by those who write documents, so that no name there is a keyword. */
const named = ["properties", "patternProperties", "$defs"];

/** Keywords that describe, and check nothing. */
const words = /^(?:description|default|label|hidden|deprecated|(?:deprecated|changed|new)_.+)$/;

/** Of cloud-init's schema for cloud-config the part that some of its modules use, without what it tells people. */
export function schemaOfModules(whole: Schema, modules: readonly string[]): Schema {
  const definitions = whole.$defs as Readonly<Record<string, Schema>>;
  const used = new Set(modules);
  for (const name of used) {
    for (const [, other = ""] of JSON.stringify(definitions[name]).matchAll(/"#\/\$defs\/([^"]+)"/g)) used.add(other);
  }
  return {
    $schema: whole.$schema,
    $defs: Object.fromEntries([...used].map((name) => [name, withoutWords(definitions[name])])),
    allOf: modules.map((name) => ({ $ref: `#/$defs/${name}` })),
  };
}

function withoutWords(value: unknown, areNames = false): unknown {
  if (Array.isArray(value)) return value.map((entry) => withoutWords(entry));
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => areNames || !words.test(key))
      .map(([key, part]) => [key, withoutWords(part, !areNames && named.includes(key))]),
  );
}
