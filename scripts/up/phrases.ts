import type { PlannedChange } from "../plan/planned-changes";
import type { Plan } from "../terraform/resource-change";

/** How many guests' settings are changed: Terraform counts each as one that is made and one that is removed. */
export function settingsChanged(planned: Plan | undefined): number {
  const replaced = planned?.resources.filter(
    ({ type, change }) => type === "terraform_data" && change.actions.length === 2,
  );
  return replaced?.length ?? 0;
}

/** What becomes of one machine, on a line. */
export function planLine({ machine, resource, effect, words }: PlannedChange): string {
  return `${machine ?? resource} ${effect}: ${words.join("; ")}`;
}

/** A number with its noun. */
export function count(number: number, one: string, several: string): string {
  return `${number === 0 ? "no" : number} ${number === 1 ? one : several}`;
}
