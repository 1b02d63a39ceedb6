import type { LabDescription } from "../lab-description";
import { isTimeout, machineTitle, useATimeout } from "./words";

/** Directors: what IPVS as a whole is told. */
export function directorMistakes({ machines }: LabDescription): string[] {
  return machines.flatMap((director) =>
    Object.entries(director.timeouts ?? {})
      .filter(([, seconds]) => !isTimeout(seconds))
      .map(([name, seconds]) => `${machineTitle(director)}: its time-out ${name} can't be ${seconds}; ${useATimeout}`),
  );
}
