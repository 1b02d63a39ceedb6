import { parseConnections } from "../../../scripts/trace/ipvs-connections";

test("reads connections with their state, and leaves out the templates of persistence", () => {
  const text = `IPVS connection entries
pro expire state       source             virtual            destination
TCP 01:58  TIME_WAIT   192.168.10.6:36424 192.168.10.100:80  10.0.0.17:8080
UDP 04:57  UDP         192.168.10.6:57053 192.168.10.100:53  10.0.0.7:53
TCP 00:49  NONE        192.168.10.6:0     192.168.10.100:80  10.0.0.7:80
`;

  expect(parseConnections(text)).toEqual([
    {
      protocol: "tcp",
      state: "TIME_WAIT",
      expires: 118,
      client: { address: "192.168.10.6", port: 36424 },
      virtual: { address: "192.168.10.100", port: 80 },
      real: { address: "10.0.0.17", port: 8080 },
    },
    {
      protocol: "udp",
      state: "UDP",
      expires: 297,
      client: { address: "192.168.10.6", port: 57053 },
      virtual: { address: "192.168.10.100", port: 53 },
      real: { address: "10.0.0.7", port: 53 },
    },
  ]);
});
