import { parseIpvsadm } from "../../../scripts/verify/ipvsadm";
import { expectedService, parseSysctl } from "../../../scripts/verify/settings";
import { markedService, service } from "../constructs/tutorial-lab";

test("a declared service is what ipvsadm lists", () => {
  const persistence = { timeoutSeconds: 360, netmask: "255.255.255.0" };
  const declared = [service(), markedService({ scheduler: "mh", schedulerFlags: ["mh-port"], persistence })];
  const listed = `TCP  192.168.10.100:80 wrr
  -> 10.0.0.7:80                  Masq    1      0          2
  -> 10.0.0.17:80                 Masq    1      0          2
FWM  1 mh (mh-port) persistent 360 mask 255.255.255.0
  -> 10.0.0.7:0                   Masq    1      0          0
  -> 10.0.0.17:0                  Masq    1      0          0
`;
  expect(declared.map(expectedService)).toEqual(parseIpvsadm(listed));
});

test("reads settings of one number and of two", () => {
  expect(parseSysctl("net.ipv4.ip_forward = 1\nnet.ipv4.vs.sync_threshold = 3\t50\n")).toEqual(
    new Map([
      ["net.ipv4.ip_forward", "1"],
      ["net.ipv4.vs.sync_threshold", "3 50"],
    ]),
  );
});
