import { ipvsSysctls } from "../../../constructs/ipvs-settings";

test("settings have the kernel's names and values", () => {
  expect(
    ipvsSysctls({ conntrack: true, expireNodestConn: false, dropEntry: 3, syncThreshold: [3, 50], secureTcp: 1 }),
  ).toEqual({
    "net.ipv4.vs.conntrack": "1",
    "net.ipv4.vs.expire_nodest_conn": "0",
    "net.ipv4.vs.drop_entry": "3",
    "net.ipv4.vs.sync_threshold": "3 50",
    "net.ipv4.vs.secure_tcp": "1",
  });
});
