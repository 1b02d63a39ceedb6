import type { LabDescription } from "../lab-description";
import { addressMistakes } from "./addresses";
import { clientMistakes } from "./clients";
import { directorMistakes } from "./directors";
import { exchangedNetworks } from "./exchanged";
import { gatewayMistakes } from "./gateways";
import { machineMistakes } from "./machines";
import { nameMistakes } from "./names";
import { networkMistakes } from "./networks";
import { realServerMistakes } from "./real-servers";
import { serviceMistakes } from "./services";

/** All that is wrong in a declaration, a sentence each; nothing where it can be built as it stands. */
export function labMistakes(lab: LabDescription): string[] {
  const { mistakes, meant } = exchangedNetworks(lab);
  const rules = [
    nameMistakes,
    networkMistakes,
    addressMistakes,
    gatewayMistakes,
    machineMistakes,
    realServerMistakes,
    directorMistakes,
    serviceMistakes,
    clientMistakes,
  ];
  return [...mistakes, ...rules.flatMap((rule) => rule(meant))];
}
