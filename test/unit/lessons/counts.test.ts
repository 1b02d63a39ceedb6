import { countsOf } from "../../../lessons/counts";

test("the counters of ipvsadm --stats are told apart from its heads", () => {
  const output = [
    "IP Virtual Server version 1.2.1 (size=4096)",
    "Prot LocalAddress:Port               Conns   InPkts  OutPkts  InBytes OutBytes",
    "  -> RemoteAddress:Port",
    "TCP  192.0.2.100:80                      3       18       12     1194     1368",
    "  -> 198.51.100.7:80                     2       12        8      796      912",
  ].join("\n");

  expect(countsOf(output)).toEqual([
    { connections: 3, inPackets: 18, outPackets: 12, inBytes: 1194, outBytes: 1368 },
    { connections: 2, inPackets: 12, outPackets: 8, inBytes: 796, outBytes: 912 },
  ]);
});
