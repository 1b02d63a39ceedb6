import type { Note } from "../story/notes/note";
import type { Crossing, Rewriting, Step } from "../story/steps";
import type { Story, ToldPacket } from "../story/story";

/** One line of a ladder diagram: what all of its forms (text, SVG, Mermaid) draw. */
export type Row = (PacketRow | Over | Through | EndRow) & {
  /** Number of the packet's connection. @default - there is one connection only, or the packet is of none */
  readonly connection?: number;
};

/** A packet begins. */
export interface PacketRow {
  readonly kind: "packet";
  readonly number: number;
  readonly packet: ToldPacket;
  readonly time: number;
}

/** What a packet has come to, at the last tap that saw it. */
export interface EndRow {
  readonly kind: "end";
  readonly at: string;
  readonly note: Note;
  /** The same has been told of an earlier packet. */
  readonly told: boolean;
}

/** A packet goes over a link, from tap to tap. */
export interface Over {
  readonly kind: "over";
  readonly words: string;
  readonly from: string;
  /** Absent where nobody received it. */
  readonly to?: string;
  readonly step: Step;
  /** The ends that were rewritten at the machine before this link. */
  readonly changed: readonly Rewriting["what"][];
  /** Microseconds over the link. */
  readonly delay?: number;
}

/** A packet goes through a machine, in at one tap and out at another. */
export interface Through {
  readonly kind: "through";
  readonly from: string;
  readonly to: string;
  readonly crossing: Crossing;
  readonly rewritten: readonly Rewriting[];
  /** Microseconds within the machine. */
  readonly delay: number;
}

/** The rows of a story, packet by packet. What is told of several packets alike is told in full once. */
export function rowsOf(story: Story): Row[] {
  const told = new Set<string>();
  return story.packets.flatMap((packet, index) => {
    const time = packet.steps[0]?.time ?? 0;
    const ends = packet.notes.map((note): EndRow => {
      const key = `${note.machine} ${note.sentence}`;
      const isTold = told.has(key);
      told.add(key);
      return { kind: "end", at: endOf(packet, note), note, told: isTold };
    });
    const rows: Row[] = [{ kind: "packet", number: index + 1, packet, time }, ...wayOf(packet), ...ends];
    const connection = story.connections.length > 1 ? packet.connection : undefined;
    return connection === undefined ? rows : rows.map((row) => ({ ...row, connection }));
  });
}

function wayOf({ words, steps }: ToldPacket): (Over | Through)[] {
  const rows: (Over | Through)[] = [];
  let sender: Step | undefined;
  let changed: readonly Rewriting["what"][] = [];
  let arrived = true;
  for (const [index, step] of steps.entries()) {
    const last = steps[index - 1];
    if (step.direction === "sent") {
      if (last && step.crossing) {
        const { crossing, rewritten, delay = 0 } = step;
        rows.push({ kind: "through", from: last.tap, to: step.tap, crossing, rewritten, delay });
        changed = rewritten.map(({ what }) => what);
      }
      sender = step;
      arrived = false;
    } else {
      const delay = sender && step.time - sender.time;
      rows.push({ kind: "over", words, from: sender?.tap ?? step.tap, to: step.tap, step, changed, delay });
      arrived = true;
    }
  }
  if (sender && !arrived) rows.push({ kind: "over", words, from: sender.tap, step: sender, changed });
  return rows;
}

/** Where a note belongs: the last tap of its machine that saw the packet. */
function endOf({ steps }: ToldPacket, { machine }: Note): string {
  const there = steps.filter((step) => step.machine === machine);
  return (there.at(-1) ?? steps.at(-1))?.tap ?? "";
}

/** The taps that a ladder draws: all of a small lab, of a large one those that saw a packet. */
export function lifelinesOf({ taps, packets }: Story): Story["taps"] {
  const seen = new Set(packets.flatMap(({ steps }) => steps.map(({ tap }) => tap)));
  return taps.length <= 6 ? taps : taps.filter(({ name }) => seen.has(name));
}
