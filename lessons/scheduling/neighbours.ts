import type { Command } from "../experiment";

/** Sixteen further addresses of the client, beside its own: a hash takes each for a client of its own. */
const each = (command: string) => `c={CIP}; for i in $(seq 201 216); do ${command}; done`;

export const addNeighbours: Command = {
  on: "client",
  run: each("ip address add $" + "{c%.*}.$i/24 dev eth0"),
};

export const removeNeighbours: Command = {
  on: "client",
  run: each("ip address delete $" + "{c%.*}.$i/24 dev eth0"),
};

/** Each of them asks once, always in the same order. A line is the page, or that nothing came. It is one curl, for speed. */
export const askAsNeighbours = `${each(
  "printf 'interface=%s\\nurl=%s\\nwrite-out=%%{onerror}nothing\\\\n\\nnext\\n' $" + "{c%.*}.$i {VIP}:{PORT}",
)} | sed '$ d' | curl -s -m 10 -K -`;
