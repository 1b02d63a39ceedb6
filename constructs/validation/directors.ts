import type { LabDescription, MachineDescription } from "../lab-description";
import { ipvsSettingMistake } from "./ipvs-settings";
import { isTimeout, machineTitle, shown, useATimeout } from "./words";

/** Directors: what IPVS as a whole is told. */
export function directorMistakes({ machines }: LabDescription): string[] {
  return machines.flatMap((director) =>
    [...timeoutMistakes(director), ...settingMistakes(director)].map(
      (mistake) => `${machineTitle(director)}: ${mistake}`,
    ),
  );
}

function timeoutMistakes({ timeouts }: MachineDescription): string[] {
  return Object.entries(timeouts ?? {})
    .filter(([, seconds]) => !isTimeout(seconds))
    .map(([name, seconds]) => `its time-out ${name} can't be ${shown(seconds)}; ${useATimeout}`);
}

function settingMistakes({ kernelSettings }: MachineDescription): string[] {
  return Object.entries(kernelSettings)
    .filter(([name]) => name.startsWith("net.ipv4.vs."))
    .flatMap(([name, value]) => ipvsSettingMistake(name, value) ?? []);
}
