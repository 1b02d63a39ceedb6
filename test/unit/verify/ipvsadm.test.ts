import { parseIpvsadm, parseTimeouts } from "../../../scripts/verify/ipvsadm";

test("reads services with their real servers, forwarding method and weight", () => {
  const text = `IP Virtual Server version 1.2.1 (size=4096)
Prot LocalAddress:Port Scheduler Flags
  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn
TCP  192.168.10.100:80 wrr
  -> 10.0.0.7:80                  Masq    1      0          2
  -> 10.0.0.17:8080               Masq    3      1          0
UDP  192.168.10.100:53 rr persistent 300
FWM  7 sh (sh-fallback,sh-port) persistent 360 mask 255.255.255.0
`;

  expect(parseIpvsadm(text)).toEqual([
    {
      protocol: "TCP",
      address: "192.168.10.100:80",
      scheduler: "wrr",
      flags: [],
      realServers: [
        { address: "10.0.0.7:80", forward: "Masq", weight: 1 },
        { address: "10.0.0.17:8080", forward: "Masq", weight: 3 },
      ],
    },
    {
      protocol: "UDP",
      address: "192.168.10.100:53",
      scheduler: "rr",
      flags: [],
      persistence: "300 s, 255.255.255.255",
      realServers: [],
    },
    {
      protocol: "FWM",
      address: "7",
      scheduler: "sh",
      flags: ["sh-fallback", "sh-port"],
      persistence: "360 s, 255.255.255.0",
      realServers: [],
    },
  ]);
});

test("an empty table has no services", () => {
  expect(parseIpvsadm("IP Virtual Server version 1.2.1 (size=4096)\n")).toEqual([]);
});

test("reads time-outs", () => {
  expect(parseTimeouts("Timeout (tcp tcpfin udp): 800 100 200\n")).toBe("800 100 200");
});
