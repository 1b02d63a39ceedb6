import { parseDomainList } from "../../../scripts/libvirt/virsh";

test("reads names and states, of running domains and of those that are off", () => {
  const text = ` 1    lvs-nat-lvs   running
 -    lvs-nat-rs1   shut off

`;

  expect([...parseDomainList(text)]).toEqual([
    ["lvs-nat-lvs", "running"],
    ["lvs-nat-rs1", "shut off"],
  ]);
});
