import type { LabDescription } from "../lab-description";
import { addressMistakes } from "./addresses";
import { clientMistakes } from "./clients";
import { directorMistakes } from "./directors";
import { exchanged } from "./exchanged";
import { gatewayMistakes } from "./gateways";
import { machineMistakes } from "./machines";
import { nameMistakes } from "./names";
import { networkMistakes } from "./networks";
import { realServerMistakes } from "./real-servers";
import { serviceMistakes } from "./services";

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

/** All that is wrong in a declaration, a sentence each; nothing where it can be built as it stands. */
export function labMistakes(lab: LabDescription): string[] {
  const { mistakes, meanings } = exchanged(lab);
  const readings = meanings.map((meaning) => rules.flatMap((rule) => rule(meaning)));
  // The one that leaves the least to mend is the one that was meant.
  const [likeliest = []] = readings.sort((one, other) => one.length - other.length);
  return [...mistakes, ...likeliest];
}
