import type { LabDescription, MachineDescription } from "../lab-description";
import { machineTitle } from "./words";

/** Real servers: the texts that they answer with. */
export function realServerMistakes({ machines }: LabDescription): string[] {
  return machines
    .filter(({ role }) => role === "real-server")
    .flatMap((server) => [
      ...textMistake(server, "page", server.page ?? ""),
      ...(server.udpAnswer === undefined ? [] : textMistake(server, "udpAnswer", server.udpAnswer)),
    ]);
}

function textMistake(server: MachineDescription, prop: string, text: string): string[] {
  if (text === "")
    return [`${machineTitle(server)}: its ${prop} is empty; give it a line of text that tells it from the others`];
  const position = [...text].findIndex((character) => /\p{Cc}|\p{Cs}|[\u2028\u2029]/u.test(character));
  const character = [...text][position];
  if (character === undefined) return [];
  const code = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0");
  return [
    `${machineTitle(server)}: its ${prop} has the control character U+${code} as character ${position + 1}; ` +
      "use printable text on one line",
  ];
}
