import { labUuid, macAddress } from "../../../constructs/identity";

test("gives an interface the same MAC address each time, with QEMU's prefix", () => {
  expect(macAddress("lvs-nat", "rs1", "eth0")).toBe("52:54:00:e8:a2:d6");
  expect(macAddress("lvs-nat", "rs1", "eth0")).toBe(macAddress("lvs-nat", "rs1", "eth0"));
});

test("gives each lab, machine and interface a MAC address of its own", () => {
  const macs = [
    macAddress("lvs-nat", "lvs", "eth0"),
    macAddress("lvs-nat", "lvs", "eth1"),
    macAddress("lvs-nat", "rs1", "eth0"),
    macAddress("other", "lvs", "eth0"),
  ];
  expect(new Set(macs).size).toBe(macs.length);
});

test("gives a machine the same UUID each time, of version 5 and RFC 9562's variant", () => {
  expect(labUuid("lvs-nat", "rs1")).toBe("9f42379e-9289-5984-809f-72c4088a64e2");
  expect(labUuid("lvs-nat", "rs2")).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(labUuid("other", "rs1")).not.toBe(labUuid("lvs-nat", "rs1"));
});
