import type { LabDescription, MachineDescription } from "../lab-description";
import { machineTitle, textMistake } from "./words";

/** Real servers: the texts that they answer with. */
export function realServerMistakes({ machines }: LabDescription): string[] {
  return machines
    .filter(({ role }) => role === "real-server")
    .flatMap((server) => [
      ...lineMistake(server, "page", server.page ?? ""),
      ...(server.udpAnswer === undefined ? [] : lineMistake(server, "udpAnswer", server.udpAnswer)),
    ]);
}

function lineMistake(server: MachineDescription, prop: string, text: string): string[] {
  if (text === "")
    return [`${machineTitle(server)}: its ${prop} is empty; give it a line of text that tells it from the others`];
  const changed = textMistake(text);
  if (changed) return [`${machineTitle(server)}: its ${prop} ${changed}`];
  const position = [...text].findIndex((character) => /\p{Cc}|\p{Cs}|[\u2028\u2029]/u.test(character));
  const character = [...text][position];
  if (character === undefined) return [];
  const code = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0");
  return [
    `${machineTitle(server)}: its ${prop} has the control character U+${code} as character ${position + 1}; ` +
      "use printable text on one line",
  ];
}
