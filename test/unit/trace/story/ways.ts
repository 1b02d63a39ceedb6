import type { Story } from "../../../../scripts/trace/story/story";

/** The way of each packet, a line each: ">" is over a link, "=" through a machine, "1" the connection's number. */
export function ways({ packets }: Story): string[] {
  return packets.map(({ connection, words, steps }) => {
    const way = steps.map(({ tap, direction, crossing }, index) => {
      if (index === 0) return tap;
      return `${crossing ? "=" : direction === "received" ? ">" : "|"} ${tap}`;
    });
    return `${connection ?? "-"} ${words}: ${way.join(" ")}`;
  });
}
