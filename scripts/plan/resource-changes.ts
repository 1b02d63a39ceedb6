import type { ResourceChange } from "../terraform/resource-change";
import type { PlannedChange } from "./planned-changes";

/** The resources of which a machine is made; their names are the machine's. */
const ofMachines = ["libvirt_domain", "libvirt_volume", "libvirt_cloudinit_disk"];

/** A guest's settings: told in words of their own. */
const ofSettings = "terraform_data";

/**
 * Adds to the changes that the declaration tells of machines what Terraform is going to do besides: what an override
 * (`addOverride`) changes, networks, and what is gone or stands still at libvirt.
 */
export function withResources(
  changes: readonly PlannedChange[],
  resources: readonly ResourceChange[],
): readonly PlannedChange[] {
  return resources
    .filter(({ type, change: { actions } }) => type !== ofSettings && effectOf(actions) !== undefined)
    .reduce(withResource, changes);
}

function withResource(changes: readonly PlannedChange[], resource: ResourceChange): readonly PlannedChange[] {
  const { type, name, change } = resource;
  const effect = effectOf(change.actions) ?? "changed in place";
  if (!ofMachines.includes(type)) {
    const address = `${type}.${name}`;
    const told = changes.some((one) => one.resource === address);
    return told ? changes : [...changes, { resource: address, effect, words: wordsOf(resource) }];
  }
  const known = changes.find(({ machine }) => machine === name);
  if (!known) return [...changes, { machine: name, effect, words: wordsOf(resource) }];
  if (known.effect !== "changed in place") return changes;
  return changes.map((one) => (one === known ? { ...one, effect, words: [...one.words, ...wordsOf(resource)] } : one));
}

/** Nothing for what is only read. */
function effectOf(actions: readonly string[]): PlannedChange["effect"] | undefined {
  if (actions.includes("create")) return actions.includes("delete") ? "replaced" : "made anew";
  if (actions.includes("delete")) return "removed";
  return actions.includes("update") ? "changed in place" : undefined;
}

function wordsOf({ type, change: { actions, before, after, replace_paths: replaced } }: ResourceChange): string[] {
  if (!before) return [`its ${type} is not there`];
  if (!after) return [`its ${type} is not declared any more`];
  const causes = replaced?.map(([attribute]) => `${attribute}`) ?? Object.keys(after);
  const words = [...new Set(causes)].flatMap((attribute) =>
    attributeWords(attribute, before[attribute], after[attribute]),
  );
  if (words.length === 0 && actions.includes("delete")) return [`its ${type} goes with what it stands on`];
  return words.map((word) => (word === started ? "it does not run, and is started" : `its ${type} has ${word}`));
}

const started = "running false → true";

/** What is known only afterwards is `undefined` in a plan. */
function attributeWords(name: string, before: unknown, after: unknown): string[] {
  if (after === undefined || JSON.stringify(before) === JSON.stringify(after)) return [];
  const short = [before, after].every((value) => value === null || typeof value !== "object");
  return [short ? `${name} ${before ?? "none"} → ${after ?? "none"}` : `another ${name}`];
}
