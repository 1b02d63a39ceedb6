import * as fc from "fast-check";
import { contains, isAddress, isNetmask, overlap, parseNetwork } from "../../../constructs/addresses";

const octet = fc.integer({ min: 0, max: 255 });
const address = fc.tuple(octet, octet, octet, octet).map((octets) => octets.join("."));
const network = fc
  .tuple(address, fc.integer({ min: 8, max: 30 }))
  .map(([base, prefixLength]) => parsed(`${base}/${prefixLength}`));

test("reads a network", () => {
  expect(parseNetwork("192.168.10.0/24")).toEqual({
    cidr: "192.168.10.0/24",
    prefixLength: 24,
    networkAddress: "192.168.10.0",
    broadcastAddress: "192.168.10.255",
    first: "192.168.10.1",
    last: "192.168.10.254",
  });
});

test("reads a network above 128.0.0.0, whose number has its highest bit set", () => {
  expect(parsed("203.0.113.8/29")).toMatchObject({ first: "203.0.113.9", last: "203.0.113.14" });
});

test.each(["", "10.0.0.0", "10.0.0/24", "10.0.0.0/33", "010.0.0.0/24", "fd00::/64", "10.0.0.0/24 "])(
  "does not take %p for a network",
  (text) => {
    expect(parseNetwork(text)).toBeUndefined();
  },
);

test.each(["", "10.0.0", "10.0.0.256", "10.0.0.01", "0x0a.0.0.1", "::1", "10.0.0.1 "])(
  "does not take %p for an address",
  (text) => {
    expect(isAddress(text)).toBe(false);
  },
);

test("takes any four numbers from 0 to 255 for an address", () => {
  fc.assert(fc.property(address, (text) => isAddress(text)));
});

test("takes for a netmask what has all its ones before its zeros, and nothing else", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 32 }), address, (ones, text) => {
      expect(isNetmask(dotted(2 ** 32 - 2 ** (32 - ones)))).toBe(true);
      const bits = number(text).toString(2).padStart(32, "0");
      expect(isNetmask(text)).toBe(/^1*0*$/.test(bits));
    }),
  );
});

test("has the first and the last of a network's addresses inside, and the ones around it outside", () => {
  fc.assert(
    fc.property(network, (one) => {
      expect(contains(one, one.first)).toBe(true);
      expect(contains(one, one.last)).toBe(true);
      const size = 2 ** (32 - one.prefixLength);
      expect(number(one.last) - number(one.first)).toBe(size - 3);
      if (number(one.networkAddress) > 0) expect(contains(one, dotted(number(one.networkAddress) - 1))).toBe(false);
      if (number(one.broadcastAddress) < 2 ** 32 - 1) {
        expect(contains(one, dotted(number(one.broadcastAddress) + 1))).toBe(false);
      }
    }),
  );
});

test("has an address inside of a network when it lies between its first and its last", () => {
  fc.assert(
    fc.property(network, address, (one, text) => {
      const between = number(text) >= number(one.networkAddress) && number(text) <= number(one.broadcastAddress);
      expect(contains(one, text)).toBe(between);
    }),
  );
});

test("lets networks overlap when they share an address", () => {
  fc.assert(
    fc.property(network, network, (one, other) => {
      const share =
        number(one.networkAddress) <= number(other.broadcastAddress) &&
        number(other.networkAddress) <= number(one.broadcastAddress);
      expect(overlap(one, other)).toBe(share);
    }),
  );
});

function parsed(cidr: string) {
  const network = parseNetwork(cidr);
  if (!network) throw new Error(`${cidr} was not read`);
  return network;
}

function number(address: string): number {
  return address.split(".").reduce((value, part) => value * 256 + Number(part), 0);
}

function dotted(value: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join(".");
}
