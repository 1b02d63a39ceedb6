import type { Refusal } from "../../../../scripts/trace/guests/refusal";
import type { Packet } from "../../../../scripts/trace/packet";
import { tell } from "../../../../scripts/trace/story/story";
import { altered, hookCounts, saidOf } from "./altered";

const inputDrop: Refusal = {
  rule: "iptables -A INPUT -p tcp --dport 80 -j DROP",
  verdict: "drop",
  places: ["LOCAL_IN"],
  packets: 1,
};

/** The recording of a director without a real server, without its answer: one SYN that comes to it and goes no further. */
const syn = ({ content }: Packet) => content.kind === "ipv4" && content.transport?.kind === "tcp";
const atInput = hookCounts({ PREROUTING: { "to VIP": 1 }, LOCAL_IN: { "to VIP": 1 } });
const beforeInput = hookCounts({ PREROUTING: { "to VIP": 1 } });
/** For the recording in which rs2 sends nothing back: its way back in order. */
const way = { "192.168.10.6": "192.168.10.6 via 10.0.0.8 dev eth0 src 10.0.0.17 uid 0" };
const listed = { services: [], connections: [] };

test("a request that the director's INPUT drops ends there, with the rule and its counter", () => {
  const seen = altered("no-real-server", syn, { lvs: { after: { ...listed, refusals: [inputDrop] }, hooks: atInput } });

  expect(saidOf(seen)).toEqual({
    "request arrives at lvs eth1 and goes no further: a firewall rule refuses it": [
      `lvs: ${inputDrop.rule}, grew by 1 during the trace`,
      "lvs counted to VIP: PREROUTING 1, LOCAL_IN 1, FORWARD 0, LOCAL_OUT 0, POSTROUTING 0",
      "lvs counted to RIP: PREROUTING 0, LOCAL_IN 0, FORWARD 0, LOCAL_OUT 0, POSTROUTING 0",
    ],
  });
});

test("a counter that grew by more than the packets that ended there is said to count others", () => {
  const refusals = [{ ...inputDrop, packets: 7 }];
  const seen = altered("no-real-server", syn, { lvs: { after: { ...listed, refusals }, hooks: atInput } });

  expect(Object.values(saidOf(seen))[0]?.[0]).toBe(
    `lvs: ${inputDrop.rule}, grew by 7 during the trace: 1 packet of this connection ended there, so it counts others too`,
  );
});

test("a rule that refused fewer packets than ended there is not said to have refused them all", () => {
  const refusals = [{ ...inputDrop, packets: 1 }];
  const said = saidOf(altered("no-gateway", () => true, { rs2: { after: { routes: way, refusals } } }));

  expect(said).toEqual({
    "the request is at rs2, and no reply leaves: a firewall rule may refuse it, though its counter grew by less than was lost here":
      [
        `rs2: ${inputDrop.rule}, grew by 1 during the trace: 3 packets of this connection ended there, so it does not account for all of them`,
      ],
  });
});

test("a rule at a hook that the packet passed, or of another port, is not named", () => {
  const others: Refusal[] = [
    { ...inputDrop, rule: "iptables -A FORWARD -j DROP", places: ["FORWARD"] },
    { ...inputDrop, rule: "iptables -A INPUT -p tcp --dport 22 -j DROP" },
    { ...inputDrop, rule: "iptables -A INPUT -p udp -j DROP" },
    { ...inputDrop, rule: "nft inet t input: tcp dport 22 counter drop (handle 4)" },
  ];
  const seen = altered("no-real-server", syn, {
    lvs: { after: { ...listed, refusals: others }, hooks: atInput },
  });

  expect(Object.keys(saidOf(seen))).toEqual([
    "request arrives at lvs eth1 and goes no further: lost between LOCAL_IN and LOCAL_OUT, and what was measured does not say why",
  ]);
});

test("a rule without a counter is named as a possible cause, where the hooks lost the packet", () => {
  const refusals: Refusal[] = [
    { rule: "nft inet t i: policy drop", verdict: "drop", places: ["LOCAL_IN"] },
    { rule: "nft inet t f: policy drop", verdict: "drop", places: ["FORWARD"] },
  ];
  const seen = altered("no-real-server", syn, { lvs: { after: { ...listed, refusals }, hooks: beforeInput } });

  expect(Object.entries(saidOf(seen)).map(([sentence, evidence]) => [sentence, evidence[0]])).toEqual([
    [
      "request arrives at lvs eth1 and goes no further: lost between PREROUTING and LOCAL_IN, where a firewall rule without a counter may refuse it",
      "lvs: nft inet t i: policy drop: a drop without a counter, so that what it refused was not measured",
    ],
  ]);
});

test("a packet that no hook counted was refused in front of them", () => {
  const refusals: Refusal[] = [
    { rule: "nft netdev n c: tcp dport 80 drop (handle 2)", verdict: "drop", places: ["INGRESS"] },
  ];
  const seen = altered("no-real-server", syn, { lvs: { after: { ...listed, refusals }, hooks: hookCounts({}) } });

  expect(Object.keys(saidOf(seen))).toEqual([
    "request arrives at lvs eth1 and goes no further: lost before PREROUTING, where a firewall rule without a counter may refuse it",
  ]);
});

test("the reverse path filter is known by its counter", () => {
  const seen = altered("no-real-server", syn, {
    lvs: { after: listed, grown: { TcpExtIPReversePathFilter: 1 }, hooks: beforeInput },
  });

  expect(Object.keys(saidOf(seen))).toEqual([
    "request arrives at lvs eth1 and goes no further: the reverse path filter refuses its source",
  ]);
});

test("a reply that FORWARD loses: the rule of nftables there, with its counter", () => {
  const rule = "nft ip lab f: tcp sport 80 counter drop (handle 4)";
  const refusals: Refusal[] = [{ rule, verdict: "drop", places: ["FORWARD"], packets: 4 }];
  const settings = { "net.ipv4.ip_forward": "1" };
  const hooks = hookCounts({ PREROUTING: { "from RIP": 4 }, FORWARD: { "from RIP": 4 } });
  const said = saidOf(altered("forwarding-off", () => true, { lvs: { after: { refusals, settings }, hooks } }));

  expect(Object.keys(said)).toEqual(["reply arrives at lvs eth0, needs FORWARD, a firewall rule refuses it: dropped"]);
  expect(Object.values(said)[0]?.[0]).toBe(`lvs: ${rule}, grew by 4 during the trace`);
});

test("a request that a real server's INPUT drops", () => {
  const refusals = [{ ...inputDrop, packets: 3 }];
  const said = saidOf(altered("no-gateway", () => true, { rs2: { after: { routes: way, refusals } } }));

  expect(said).toEqual({
    "the request is at rs2, and no reply leaves: a firewall rule refuses it": [
      `rs2: ${inputDrop.rule}, grew by 3 during the trace`,
    ],
  });
});

test("a reply that a real server's OUTPUT drops", () => {
  const rule = "iptables -A OUTPUT -p tcp --sport 80 -j DROP";
  const refusals: Refusal[] = [{ rule, verdict: "drop", places: ["LOCAL_OUT"], packets: 3 }];

  expect(saidOf(altered("no-gateway", () => true, { rs2: { after: { routes: way, refusals } } }))).toEqual({
    "the request is at rs2, and no reply leaves: a firewall rule refuses what it answers": [
      `rs2: ${rule}, grew by 3 during the trace`,
    ],
  });
});

test("a real server's interface that is down is told before its routes, which are gone with it", () => {
  const said = saidOf(
    altered("no-gateway", () => true, { rs2: { after: { links: { eth0: "down", lo: "unknown" } } } }),
  );

  expect(said).toEqual({
    "the request is at rs2, and no reply leaves: its interface eth0 is down": ["rs2: eth0 is down"],
  });
});

test("a rule that rejects is named before what listens", () => {
  const rule = "iptables -A INPUT -p tcp --dport 80 -j REJECT --reject-with tcp-reset";
  const refusals: Refusal[] = [{ rule, verdict: "reject", places: ["LOCAL_IN"], packets: 1 }];
  const said = saidOf(altered("stopped-httpd", () => true, { rs2: { after: { refusals } } }));

  expect(said).toEqual({
    "a firewall rule on rs2 refuses the request: its kernel answers with RST": [
      `rs2: ${rule}, grew by 1 during the trace`,
    ],
  });
});

test("a web server that listens on 127.0.0.1 alone", () => {
  const said = saidOf(altered("stopped-httpd", () => true, { rs2: { after: { listeners: ["tcp 127.0.0.1:80"] } } }));

  expect(said).toEqual({
    "on rs2 a process listens on 127.0.0.1:80, none on 10.0.0.17:80: its kernel answers with RST": [
      "rs2: ss: 127.0.0.1:80 on tcp port 80",
    ],
  });
});

test("a no without a cause that was measured is said to be so", () => {
  const said = saidOf(altered("stopped-httpd", () => true, { rs2: { after: { listeners: ["tcp *:80"] } } }));

  expect(Object.keys(said)).toEqual(["rs2 answers with RST: what was measured does not say why"]);
});

test("a rule at OUTPUT of a machine of which no packet was seen: what it refused was on no link", () => {
  const rule = "iptables -A OUTPUT -p tcp --dport 80 -j DROP";
  const refusals: Refusal[] = [{ rule, verdict: "drop", places: ["LOCAL_OUT"], packets: 3 }];
  const by = { client: { after: { refusals } }, rs1: { after: { refusals: [inputDrop] } } };

  expect(tell(altered("healthy", () => false, by)).notices).toEqual([
    `no packet of client was seen: client: ${rule}, grew by 3 during the trace`,
  ]);
  expect(tell(altered("healthy", () => true, by)).notices).toEqual([]);
});

test("what a director tells a real server of a refused reply is no reply that goes astray", () => {
  const refusals: Refusal[] = [
    { rule: "iptables -A FORWARD -p tcp --sport 80 -j REJECT", verdict: "reject", places: ["FORWARD"], packets: 4 },
  ];
  const settings = { "net.ipv4.ip_forward": "1" };
  const hooks = hookCounts({ PREROUTING: { "from RIP": 4 }, FORWARD: { "from RIP": 4 } });
  const seen = altered("forwarding-off", () => true, { lvs: { after: { refusals, settings }, hooks } });
  const errors = seen.packets.flatMap((packet) => errorAbout(packet));

  expect(Object.keys(saidOf({ ...seen, packets: [...seen.packets, ...errors] }))).toEqual([
    "reply arrives at lvs eth0, needs FORWARD, a firewall rule refuses it: dropped",
    "a firewall rule on lvs refuses the reply: its kernel answers with an ICMP error",
  ]);
});

/** The ICMP error, port unreachable, that a director sends a real server about its reply. */
function errorAbout({ content, ...frame }: Packet): Packet[] {
  if (frame.tap !== "lvs eth0" || content.kind !== "ipv4" || content.source === "192.168.10.6") return [];
  if (content.transport?.kind !== "tcp") return [];
  const { source, destination, transport } = content;
  const { sourcePort, destinationPort } = transport;
  const about = { protocol: 6, source, destination, sourcePort, destinationPort };
  const error = { kind: "icmp" as const, type: 3, code: 3, about };
  const ends = { source: "10.0.0.8", destination: source, protocol: 1, transport: error };
  const macs = { sourceMac: frame.destinationMac, destinationMac: frame.sourceMac };
  return [{ ...frame, ...macs, content: { ...content, ...ends } }];
}
