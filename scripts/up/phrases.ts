import type { PlannedChange } from "../plan/planned-changes";
import type { Plan } from "../terraform/resource-change";

/** How many guests' settings are changed: Terraform counts each as one that is made and one that is removed. */
export function settingsChanged(planned: Plan | undefined): number {
  const replaced = planned?.resources.filter(
    ({ type, change }) => type === "terraform_data" && change.actions.length === 2,
  );
  return replaced?.length ?? 0;
}

/** What becomes of one machine: a line, or one for each change below it. */
export function planLines({ machine, resource, effect, words }: PlannedChange): string[] {
  const head = `${machine ?? resource} ${effect}:`;
  return words.length === 1 ? [`${head} ${words[0]}`] : [head, ...words.map((change) => `  ${change}`)];
}

/** A number with its noun. */
export function count(number: number, one: string, several: string): string {
  return `${number === 0 ? "no" : number} ${number === 1 ? one : several}`;
}
