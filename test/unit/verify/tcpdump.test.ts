import { parseTcpdump } from "../../../scripts/verify/tcpdump";

test("reads the interface, the direction and both ends, and passes over what is not IPv4 with ports", () => {
  const text = `21:04:01.100000 eth1  In  IP 192.168.10.6.40000 > 192.168.10.100.80: Flags [S], seq 1, win 64240, length 0
21:04:01.100200 eth0  Out IP 192.168.10.6.40000 > 10.0.0.17.80: Flags [S], seq 1, win 64240, length 0
21:04:01.100300 eth0  Out ARP, Request who-has 10.0.0.17 tell 10.0.0.8, length 28
`;

  expect(parseTcpdump(text)).toEqual([
    {
      interface: "eth1",
      direction: "In",
      source: "192.168.10.6",
      sourcePort: 40000,
      destination: "192.168.10.100",
      destinationPort: 80,
    },
    {
      interface: "eth0",
      direction: "Out",
      source: "192.168.10.6",
      sourcePort: 40000,
      destination: "10.0.0.17",
      destinationPort: 80,
    },
  ]);
});
