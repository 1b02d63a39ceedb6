import type { IpvsSettings } from "../../../../constructs/ipvs-settings";
import { ipvsPropertyMistakes, ipvsSettingMistake } from "../../../../constructs/validation/ipvs-settings";

test.each([
  ["conntrack", "1"],
  ["est_nice", "-20"],
  ["sync_ports", "128"],
  ["sync_threshold", "3 50"],
  ["sync_threshold", "0 0"],
  ["secure_tcp", "3"],
])("accepts %s = %s", (name, value) => {
  expect(ipvsSettingMistake(`net.ipv4.vs.${name}`, value)).toBeUndefined();
});

test.each([
  ["drop_entry", "4", "net.ipv4.vs.drop_entry can't be 4; use 0, 1 or 3"],
  ["drop_entry", "2", "net.ipv4.vs.drop_entry can't be 2; use 0, 1 or 3"],
  ["conntrack", "", "net.ipv4.vs.conntrack can't be an empty text; use true (1) or false (0)"],
  ["conntrack", "2", "net.ipv4.vs.conntrack can't be 2; use true (1) or false (0)"],
  ["sync_ports", "3", "net.ipv4.vs.sync_ports can't be 3; use a power of two from 1 to 128"],
  ["sync_ports", "0", "net.ipv4.vs.sync_ports can't be 0; use a power of two from 1 to 128"],
  ["am_droprate", "0", "net.ipv4.vs.am_droprate can't be 0; use a whole number from 1 to 2147483647"],
  ["sync_threshold", "3 3", "net.ipv4.vs.sync_threshold can't be 3 3; use two whole numbers, the first one smaller"],
  ["sync_threshold", "3", "net.ipv4.vs.sync_threshold can't be 3; use two whole numbers, the first one smaller"],
])("fails for %s = %s", (name, value, sentence) => {
  expect(ipvsSettingMistake(`net.ipv4.vs.${name}`, value)).toBe(sentence);
});

test("accepts every setting by its name, and refuses what is none, with what was meant", () => {
  const all: Required<IpvsSettings> = {
    ...{ amDroprate: 10, amemthresh: 1024, backupOnly: false, cacheBypass: false, connReuseMode: 1, conntrack: true },
    ...{ dropEntry: 0, dropPacket: 0, estNice: 0, expireNodestConn: true, expireQuiescentTemplate: true },
    ...{ ignoreTunneled: false, natIcmpSend: false, pmtuDisc: true, runEstimation: true, scheduleIcmp: false },
    ...{ secureTcp: 0, sloppySctp: false, sloppyTcp: false, snatReroute: true, syncPersistMode: false },
    ...{ syncPorts: 1, syncQlenMax: 0, syncRefreshPeriod: 0, syncRetries: 0, syncSockSize: 0 },
    ...{ syncThreshold: [3, 50], syncVersion: 1 },
  };
  expect(ipvsPropertyMistakes("director lvs", all)).toEqual([]);
  expect(ipvsPropertyMistakes("director lvs", { expire_nodest_conn: true, conTrack: true, magic: 1 })).toEqual([
    "director lvs, ipvsSettings: there is no property expire_nodest_conn here; did you mean expireNodestConn?",
    "director lvs, ipvsSettings: there is no property conTrack here; did you mean conntrack?",
    "director lvs, ipvsSettings: there is no property magic here; see docs/reference for those that there are",
  ]);
});
