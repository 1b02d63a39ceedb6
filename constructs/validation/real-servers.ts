import type { LabDescription, MachineDescription } from "../lab-description";
import { machineTitle, repeated, textMistake } from "./words";

/** Bytes of a page: it is a line to be read, and told in plans. */
const mostPageBytes = 4096;

/** Bytes that fit one datagram on Ethernet with a line's end: 1500 without 20 of IPv4 (RFC 791), 8 of UDP (RFC 768) and that. */
const mostAnswerBytes = 1471;

/** Real servers: the texts that they answer with. */
export function realServerMistakes({ machines }: LabDescription): string[] {
  const servers = machines.filter(({ role }) => role === "real-server");
  return [
    ...servers.flatMap((server) => [
      ...lineMistake(server, "page", server.page ?? "", mostPageBytes),
      ...(server.udpAnswer === undefined ? [] : lineMistake(server, "udpAnswer", server.udpAnswer, mostAnswerBytes)),
    ]),
    ...sameMistakes(servers, "page"),
    ...sameMistakes(servers, "udpAnswer"),
  ];
}

/** Who answers is seen by what is answered. */
function sameMistakes(servers: readonly MachineDescription[], prop: "page" | "udpAnswer"): string[] {
  return repeated(
    servers.filter((server) => server[prop]),
    (server) => `${server[prop]}`,
  ).map(
    ({ item, first }) =>
      `${machineTitle(item)}: its ${prop} is ${machineTitle(first)}'s too; give it a text that tells it from the others`,
  );
}

function lineMistake(server: MachineDescription, prop: string, text: string, mostBytes: number): string[] {
  if (text.trim() === "")
    return [`${machineTitle(server)}: its ${prop} is empty; give it a line of text that tells it from the others`];
  const bytes = Buffer.byteLength(text);
  if (bytes > mostBytes) {
    return [
      `${machineTitle(server)}: its ${prop} has ${bytes} bytes; use at most ${mostBytes}, and files for what is longer`,
    ];
  }
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
