import { type ValidationError, Validator } from "jsonschema";
import type { CloudConfig } from "../cloud-init/cloud-config";
import schema from "../image/debian-13/cloud-config.schema.json";
import { shown } from "./words";

/** Types as sentences name them. */
const types: Readonly<Record<string, string>> = {
  string: "a text",
  array: "a list",
  object: "an object",
  boolean: "true or false",
  integer: "a whole number",
};

/** Errors that only sum up others. */
const sums = ["allOf", "anyOf", "oneOf", "not"];

/**
 * What cloud-init's own schema refuses in a document; it would say so in a booted guest only. One sentence for each
 * place that is wrong; where a form is to be chosen from several, about the one that comes nearest.
 */
export function schemaMistakes(cloudInit: CloudConfig): string[] {
  const { errors } = new Validator().validate(cloudInit, schema, { nestedErrors: true });
  const own = errors.filter(({ name }) => !sums.includes(name));
  const places = [...new Set(own.map(({ property }) => property))];
  return places
    .filter((place) => !places.some((other) => other.startsWith(`${place}.`) || other.startsWith(`${place}[`)))
    .map((place) => sentence(own.filter(({ property }) => property === place)));
}

function sentence(errors: readonly ValidationError[]): string {
  const [{ property = "", instance = undefined } = {}] = errors;
  const name = `cloud-init's ${property.replace(/^instance\./, "")}`;
  const found = (keyword: string) => [
    ...new Set(errors.filter((error) => error.name === keyword).map(({ argument }) => argument)),
  ];

  const unknown = found("additionalProperties");
  if (unknown.length > 0) return `${name} has ${unknown.join(", ")}, which is not read there; leave it out`;
  const missing = found("required");
  if (missing.length > 0) return `${name} is ${shown(instance)}; give it ${missing.join(" or ")}`;
  const choices = found("enum").flat();
  if (choices.length > 0) return `${name} is ${shown(instance)}; use ${choices.join(" or ")}`;
  const forms = found("type").flat();
  const wanted = forms.map((type) => types[type]).filter((words) => words !== undefined);
  if (wanted.length > 0) return `${name} is ${shown(instance)}; give it ${wanted.join(" or ")}`;
  return `${name} is ${shown(instance)}, which ${errors.map(({ message }) => message).join(", ")}`;
}
