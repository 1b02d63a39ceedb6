import type { LabDescription } from "../lab-description";
import { destinationMistakes } from "./destinations";
import { schedulingMistakes } from "./scheduling";
import { selectorMistakes, takenMistakes } from "./selectors";

/** Virtual services: what ipvsadm or the kernel would refuse, and what could not work. */
export function serviceMistakes(lab: LabDescription): string[] {
  return [
    ...lab.services.flatMap((service) => [
      ...selectorMistakes(lab, service),
      ...schedulingMistakes(service),
      ...destinationMistakes(lab, service),
    ]),
    ...takenMistakes(lab.services),
  ];
}
