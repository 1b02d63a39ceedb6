import { tell } from "../../../../scripts/trace/story/story";
import { recorded, told } from "../../../recordings/recording";

/** What is said of a recording, each sentence once with what was measured for it. */
function said(name: string): Record<string, readonly string[]> {
  const notes = told(name).packets.flatMap((packet) => packet.notes);
  return Object.fromEntries(notes.map(({ sentence, evidence }) => [sentence, evidence]));
}

test("nothing is said of a lab that works", () => {
  for (const name of ["healthy", "parallel-connections", "port-mapping", "fragments"]) expect(said(name)).toEqual({});
});

test("forwarding off: the reply dies at the director's inner interface, with the counter that grew", () => {
  expect(said("forwarding-off")).toEqual({
    "reply arrives at lvs eth0, needs FORWARD, ip_forward is 0: dropped": [
      "lvs: net.ipv4.ip_forward = 0",
      expect.stringMatching(
        /^lvs: IpInAddrErrors \+\d+ during the trace \(not for this machine, and it does not forward\)$/,
      ),
      expect.stringMatching(
        /^lvs counted from RIP: PREROUTING [1-9]\d*, LOCAL_IN 0, FORWARD 0, LOCAL_OUT 0, POSTROUTING 0$/,
      ),
    ],
  });
});

test("wrong gateway: the reply leaves for another machine, which drops it", () => {
  const route = "rs2: ip route get 192.168.10.6: 192.168.10.6 via 10.0.0.7 dev eth0 src 10.0.0.17 uid 0";

  expect(said("wrong-gateway")).toEqual({
    "the reply leaves for rs1 eth0, but the request came from lvs eth0": [route],
    "reply arrives at rs1 eth0, needs FORWARD, ip_forward is 0: dropped": [
      "rs1: net.ipv4.ip_forward = 0",
      expect.stringMatching(/^rs1: IpInAddrErrors \+\d+ /),
    ],
  });
});

test("no gateway: no reply leaves", () => {
  expect(said("no-gateway")).toEqual({
    "the request is at rs2, and no reply leaves: rs2 has no route back to 192.168.10.6": [
      "rs2: ip route get 192.168.10.6: RTNETLINK answers: Network is unreachable",
      expect.stringMatching(/^rs2: IpOutNoRoutes \+\d+ /),
      expect.stringMatching(/^rs2: TcpExtListenDrops \+\d+ /),
    ],
  });
});

test("a gateway that nobody has: ARP without answer", () => {
  const sentences = Object.keys(said("gateway-that-nobody-has"));

  expect(sentences).toEqual([
    "the request is at rs2, and no reply leaves: nobody answers for its gateway 10.0.0.99",
    "rs2 asks who has 10.0.0.99, and nobody answers: what it has for it cannot leave",
  ]);
});

test("no real server: the director's kernel answers with an ICMP error", () => {
  expect(said("no-real-server")).toEqual({
    "virtual service 192.168.10.100:80 has no real server: lvs's kernel answers with an ICMP error": [
      "lvs: ipvsadm -ln: 192.168.10.100:80 with no real server",
      "lvs: IcmpOutDestUnreachs +1",
      "lvs counted to VIP: PREROUTING 1, LOCAL_IN 1, FORWARD 0, LOCAL_OUT 0, POSTROUTING 0",
      "lvs counted to RIP: PREROUTING 0, LOCAL_IN 0, FORWARD 0, LOCAL_OUT 0, POSTROUTING 0",
    ],
  });
});

test("stopped web server: the real server's RST comes back with its address rewritten", () => {
  const reset = told("stopped-httpd").packets.find(({ words }) => words === "RST, ACK");

  expect(reset?.steps.map(({ tap, source }) => `${tap} ${source}`)).toEqual([
    "rs2 eth0 10.0.0.17:80",
    "lvs eth0 10.0.0.17:80",
    "lvs eth1 192.168.10.100:80",
    "client eth0 192.168.10.100:80",
  ]);
  expect(said("stopped-httpd")).toEqual({
    "no process on rs2 listens on tcp port 80: its kernel answers with RST": [
      "rs2: ss: no listener on tcp port 80",
      "rs2: TcpOutRsts +1",
    ],
  });
});

test("names no cause where none was measured", () => {
  const seen = recorded("forwarding-off");
  const measured = seen.measured.map(({ machine, state }) => ({ machine, state }));
  const sentences = tell({ ...seen, measured }).packets.flatMap(({ notes }) => notes.map(({ sentence }) => sentence));

  expect([...new Set(sentences)]).toEqual([
    "reply arrives at lvs eth0, needs FORWARD, and what was measured does not say why it goes no further: dropped",
  ]);
});
