import type { Packet } from "../../../../scripts/trace/packet";
import { type Seen, tell } from "../../../../scripts/trace/story/story";
import { altered, saidOf } from "./altered";

const vip = "192.168.10.100";
const service = (forward: string) => ({
  protocol: "TCP",
  address: `${vip}:80`,
  scheduler: "wrr",
  flags: [],
  realServers: [{ address: "10.0.0.17:80", forward, weight: 1 }],
});

/** The recording in which rs2 does not answer, with requests that keep their destination behind the director. */
function requestsBy(forward: string, only: (packet: Packet) => boolean = () => true): Seen {
  const lvs = { after: { services: [service(forward)] } };
  const seen = altered("no-gateway", (packet) => packet.content.kind === "ipv4" && only(packet), { lvs });
  const packets = seen.packets.map((packet) =>
    packet.content.kind === "ipv4" ? { ...packet, content: { ...packet.content, destination: vip } } : packet,
  );
  return { ...seen, packets };
}

test("direct routing is named as ipvsadm lists it, not as a real server that does not forward", () => {
  expect(Object.entries(saidOf(requestsBy("Route"))).map(([sentence, evidence]) => [sentence, evidence[0]])).toEqual([
    [
      `request arrives at rs2 eth0 still addressed to ${vip}: lvs forwards to 10.0.0.17:80 by Route, not by Masq (NAT)`,
      `lvs: ipvsadm -ln: ${vip}:80 -> 10.0.0.17:80 Route`,
    ],
  ]);
});

test("its packets are passed on by IPVS, though nothing rewrites their addresses", () => {
  const crossing = tell(requestsBy("Route")).packets[0]?.steps[2]?.crossing;

  expect(crossing).toEqual({ machine: "lvs", by: "IPVS" });
});

test("tunnelling puts the request into another packet: its own ends at the director", () => {
  const said = saidOf(requestsBy("Tunnel", ({ tap }) => tap === "client eth0" || tap === "lvs eth1"));

  expect(Object.keys(said)).toEqual([
    "request arrives at lvs eth1 and goes no further: lvs forwards to 10.0.0.17:80 by Tunnel, not by Masq (NAT)",
  ]);
});
