import fc from "fast-check";
import { alignClocks, shifted } from "../../../../scripts/trace/capture/clocks";
import type { Packet } from "../../../../scripts/trace/packet";
import { tapsOf } from "../../../../scripts/trace/tap";
import { recorded } from "../../../recordings/recording";

const { lab, packets } = recorded("parallel-connections");
const taps = tapsOf(lab);
const machineOf = new Map(taps.map(({ name, machine }) => [name, machine]));

/** The recording as it would be if each machine had stamped its packets by a clock that is so far ahead. */
function byClocks(ahead: Record<string, number>, of: readonly Packet[] = packets): Packet[] {
  return of.map((packet) => ({ ...packet, time: packet.time + (ahead[machineOf.get(packet.tap) ?? ""] ?? 0) }));
}

test("aligns clocks however far they are apart, to within the error that it states", () => {
  const clock = fc.integer({ min: -1e9, max: 1e9 });
  fc.assert(
    fc.property(fc.record({ client: clock, lvs: clock, rs1: clock, rs2: clock }), (ahead) => {
      const { offsets, errorUs, assumed, unaligned } = alignClocks(byClocks(ahead), taps);
      const leftOver = Object.entries(ahead).map(([machine, us]) => us - (offsets.get(machine) ?? 0));

      expect(Math.max(...leftOver) - Math.min(...leftOver)).toBeLessThanOrEqual(errorUs);
      // A packet took less than a tenth of a millisecond over a link.
      expect(errorUs).toBeLessThan(100);
      expect([assumed, unaligned]).toEqual([[], []]);
    }),
  );
});

test("puts the packets in order of time again", () => {
  const { offsets } = alignClocks(byClocks({ client: 5_000_000, rs1: -7_000_000 }), taps);
  const frames = shifted(byClocks({ client: 5_000_000, rs1: -7_000_000 }), taps, offsets).map(({ time }) => time);

  expect(frames).toEqual([...frames].sort((one, other) => one - other));
});

test("says of which machines packets went one way only", () => {
  // With forwarding off no packet goes from the director to the client.
  const broken = recorded("forwarding-off");
  const { assumed, unaligned } = alignClocks(byClocks({ client: 3_000_000 }, broken.packets), taps);

  expect(assumed).toEqual(["client"]);
  expect(unaligned).toEqual([]);
});

test("says of which machines nothing is known", () => {
  const clientAlone = packets.filter(({ tap }) => tap === "client eth0" || tap === "rs1 eth0");

  expect(alignClocks(clientAlone, taps).unaligned).toEqual(["rs1"]);
});
