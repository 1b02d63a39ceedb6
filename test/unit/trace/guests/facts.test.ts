import { parseCounters, parseFacts } from "../../../../scripts/trace/guests/facts";

test("reads each section of what a machine prints", () => {
  const facts = parseFacts(`== settings
net/ipv4/ip_forward:0
net/ipv4/conf/all/rp_filter:2
/sys/class/net/eth0/operstate:down
== counters
Ip: Forwarding InAddrErrors
Ip: 2 5
== routes
192.168.10.6 RTNETLINK answers: Network is unreachable
10.0.0.8 10.0.0.8 dev eth0 src 10.0.0.7 uid 0
== neighbours
10.0.0.8 dev eth0 lladdr 52:54:00:3a:b2:44 STALE
10.0.0.99 dev eth0 FAILED
== listeners
tcp   LISTEN 0      511                *:80               *:*
udp   UNCONN 0      0            0.0.0.0:53         0.0.0.0:*
`);

  expect(facts).toEqual({
    settings: { "net.ipv4.ip_forward": "0", "net.ipv4.conf.all.rp_filter": "2" },
    counters: { IpForwarding: 2, IpInAddrErrors: 5 },
    refusals: [],
    links: { eth0: "down" },
    routes: {
      "192.168.10.6": "RTNETLINK answers: Network is unreachable",
      "10.0.0.8": "10.0.0.8 dev eth0 src 10.0.0.7 uid 0",
    },
    neighbours: { "10.0.0.8": "STALE", "10.0.0.99": "FAILED" },
    listeners: ["tcp *:80", "udp 0.0.0.0:53"],
    services: [],
    connections: [],
  });
});

test("names counters as nstat does, and passes over lines without their other half", () => {
  expect(parseCounters("Tcp: InSegs OutRsts\nTcp: 7 1\nIpExt: InNoRoutes\nIpExt: 0\nUdp: InDatagrams\n")).toEqual({
    TcpInSegs: 7,
    TcpOutRsts: 1,
    IpExtInNoRoutes: 0,
  });
});
