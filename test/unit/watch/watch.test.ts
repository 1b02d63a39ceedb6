import { machineAt } from "../../../scripts/verbs/watch";
import { parseReading } from "../../../scripts/watch/reading";
import { latestFirst } from "../../../scripts/watch/recent";
import { screen } from "../../../scripts/watch/screen";
import { tutorialLab } from "../constructs/tutorial-lab";

const text = `== listing
IP Virtual Server version 1.2.1 (size=4096)
Prot LocalAddress:Port Scheduler Flags
  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn
TCP  192.168.10.100:80 wrr
  -> 10.0.0.7:80                  Masq    1      2          5
  -> 10.0.0.17:8080               Masq    3      0          1
UDP  192.168.10.100:53 rr
== totals
Prot LocalAddress:Port               Conns   InPkts  OutPkts  InBytes OutBytes
  -> RemoteAddress:Port
TCP  192.168.10.100:80                   5       30       20     1990     2278
  -> 10.0.0.7:80                         2       12        8      796      910
  -> 10.0.0.17:8080                      3       18       12     1194     1368
UDP  192.168.10.100:53                   0        0        0        0        0
== rates
Prot LocalAddress:Port                 CPS    InPPS   OutPPS    InBPS   OutBPS
  -> RemoteAddress:Port
TCP  192.168.10.100:80                   1        6        4      400      450
  -> 10.0.0.7:80                         1        6        4      400      450
  -> 10.0.0.17:8080                      0        0        0        0        0
UDP  192.168.10.100:53                   0        0        0        0        0
== connections
IPVS connection entries
pro expire state       source             virtual            destination
TCP 14:59  ESTABLISHED 192.168.10.6:36424 192.168.10.100:80  10.0.0.7:80
TCP 01:58  TIME_WAIT   192.168.10.6:36426 192.168.10.100:80  10.0.0.17:8080
`;
const reading = parseReading(text, "lvs", "2026-01-02T03:04:05.678Z");

beforeAll(() => {
  process.env.NO_COLOR = "1"; // whatever terminal the tests run on
});

test("brings ipvsadm's tables together, real server by real server", () => {
  expect(reading.services).toEqual([
    {
      name: "TCP 192.168.10.100:80",
      scheduler: "wrr",
      realServers: [
        {
          address: "10.0.0.7:80",
          weight: 1,
          active: 2,
          inactive: 5,
          totals: { connections: 2, packetsIn: 12, packetsOut: 8, bytesIn: 796, bytesOut: 910 },
          rates: { connections: 1, packetsIn: 6, packetsOut: 4, bytesIn: 400, bytesOut: 450 },
        },
        {
          address: "10.0.0.17:8080",
          weight: 3,
          active: 0,
          inactive: 1,
          totals: { connections: 3, packetsIn: 18, packetsOut: 12, bytesIn: 1194, bytesOut: 1368 },
          rates: { connections: 0, packetsIn: 0, packetsOut: 0, bytesIn: 0, bytesOut: 0 },
        },
      ],
    },
    { name: "UDP 192.168.10.100:53", scheduler: "rr", realServers: [] },
  ]);
  expect(reading.connections.map(({ state }) => state)).toEqual(["ESTABLISHED", "TIME_WAIT"]);
});

test("shows it", () => {
  expect(screen(reading, (address) => (address === "10.0.0.7:80" ? "rs1" : ""))).toMatchSnapshot();
});

test("lists the connections with the latest packets first", () => {
  const [established, waiting] = reading.connections;
  const silent = established && { ...established, expires: 600 };

  // 14:59 of 15 minutes are left after 1 s, 1:58 of 2 minutes after 2 s, and 10 of 15 minutes after 5.
  expect(latestFirst([silent, waiting, established].flatMap((one) => one ?? []))).toEqual([
    established,
    waiting,
    silent,
  ]);
});

test("a real server that is off is marked", () => {
  const states = new Map([["rs1", "shut off"]]);

  expect(["10.0.0.7:80", "10.0.0.17:80", "10.9.9.9:80"].map((end) => machineAt(tutorialLab(), states, end))).toEqual([
    "rs1 (shut off)",
    "rs2",
    "",
  ]);
});

test("says so where there is nothing", () => {
  const nothing = screen(parseReading("", "lvs", "2026-01-02T03:04:05.678Z"), () => "");

  expect(nothing).toContain("no virtual service");
  expect(nothing).toContain("connections  none");
});
