import type { LabDescription, MachineDescription } from "../lab-description";
import { isWhole, machineTitle } from "./words";

/** Real servers: their page and the port that it is served on. */
export function realServerMistakes({ machines }: LabDescription): string[] {
  return machines
    .filter(({ role }) => role === "real-server")
    .flatMap((server) => [...pageMistake(server), ...portMistake(server)]);
}

function pageMistake(server: MachineDescription): string[] {
  const { page = "" } = server;
  if (page === "")
    return [`${machineTitle(server)}: its page is empty; give it a line of text that tells it from the others`];
  const position = [...page].findIndex((character) => /\p{Cc}|\p{Cs}|[\u2028\u2029]/u.test(character));
  const character = [...page][position];
  if (character === undefined) return [];
  const code = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0");
  return [
    `${machineTitle(server)}: its page has the control character U+${code} as character ${position + 1}; ` +
      "use printable text on one line",
  ];
}

function portMistake(server: MachineDescription): string[] {
  const { webPort = 0 } = server;
  if (isWhole(webPort, 1, 65535)) return [];
  return [
    `${machineTitle(server)}: its web server can't listen on port ${webPort}; use a whole number from 1 to 65535`,
  ];
}
