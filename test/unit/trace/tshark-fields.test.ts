import { readFileSync } from "node:fs";
import { fields, parsePackets } from "../../../scripts/trace/tshark-fields";
import { recordingFile } from "../../recordings/recording";

/** A line as tshark prints it, with nothing in the fields that are not named. */
function line(values: Partial<Record<(typeof fields)[number], string>>): string {
  return fields.map((field) => values[field] ?? "").join("\t");
}

const frame = { "frame.number": "7", "frame.interface_name": "lvs eth1", "frame.time_epoch": "1795571339.942729058" };

test("reads a TCP segment with its HTTP request", () => {
  const text = line({
    ...frame,
    "eth.src": "52:54:00:00:00:01",
    "eth.dst": "52:54:00:00:00:02",
    "ip.src": "192.168.10.6",
    "ip.dst": "192.168.10.100",
    "ip.proto": "6",
    "ip.id": "0x6b5a",
    "ip.ttl": "64",
    "ip.frag_offset": "0",
    "ip.flags.mf": "0",
    "tcp.srcport": "40000",
    "tcp.dstport": "80",
    "tcp.seq_raw": "4294967295",
    "tcp.ack_raw": "1",
    "tcp.flags": "0x0018",
    "tcp.len": "78",
    "tcp.options.timestamp.tsval": "123",
    "http.request.method": "GET",
    "http.request.uri": "/?a=1,2",
  });

  expect(parsePackets(text)).toEqual([
    {
      frame: 7,
      tap: "lvs eth1",
      time: 1795571339942729,
      sourceMac: "52:54:00:00:00:01",
      destinationMac: "52:54:00:00:00:02",
      content: {
        kind: "ipv4",
        source: "192.168.10.6",
        destination: "192.168.10.100",
        id: 0x6b5a,
        ttl: 64,
        offset: 0,
        moreFragments: false,
        protocol: 6,
        transport: {
          kind: "tcp",
          sourcePort: 40000,
          destinationPort: 80,
          sequence: 4294967295,
          acknowledgement: 1,
          flags: ["PSH", "ACK"],
          length: 78,
          timestamp: 123,
          http: "GET /?a=1,2",
        },
      },
    },
  ]);
});

test("reads the packet that an ICMP error is about, which comes second in each field", () => {
  const text = line({
    ...frame,
    "ip.src": "192.168.10.100,192.168.10.6",
    "ip.dst": "192.168.10.6,192.168.10.100",
    "ip.proto": "1,6",
    "ip.frag_offset": "0,0",
    "icmp.type": "3",
    "icmp.code": "3",
    "tcp.srcport": "40000",
    "tcp.dstport": "80",
  });

  expect(parsePackets(text)).toMatchObject([
    {
      content: {
        source: "192.168.10.100",
        transport: {
          kind: "icmp",
          type: 3,
          code: 3,
          about: {
            protocol: 6,
            source: "192.168.10.6",
            destination: "192.168.10.100",
            sourcePort: 40000,
            destinationPort: 80,
          },
        },
      },
    },
  ]);
});

test("gives a fragment that is not the first no ports, whatever its data looks like", () => {
  const text = line({ ...frame, "ip.src": "10.0.0.7", "ip.frag_offset": "185", "udp.srcport": "1" });

  expect(parsePackets(text)).toMatchObject([{ content: { offset: 185, transport: undefined } }]);
});

test("leaves out what is neither IPv4 nor ARP", () => {
  expect(parsePackets(line(frame))).toEqual([]);
});

test("leaves out a last line that is cut short", () => {
  const text = readFileSync(recordingFile("healthy.tsv"), "utf8");
  const lines = text.trimEnd().split("\n").length;

  expect(parsePackets(text)).toHaveLength(lines);
  expect(parsePackets(text.slice(0, -30))).toHaveLength(lines - 1);
});
