import { endWords, parseBalloons, parseDomainList, parseVolumeList } from "../../../scripts/libvirt/virsh";

test("reads names and states, of running domains and of those that are off", () => {
  const text = ` 1    lvs-nat-lvs   running
 -    lvs-nat-rs1   shut off

`;

  expect([...parseDomainList(text)]).toEqual([
    ["lvs-nat-lvs", "running"],
    ["lvs-nat-rs1", "shut off"],
  ]);
});

test("reads the memory of the domains that run, in MiB", () => {
  const text = `Domain: 'lvs-nat-lvs'
  balloon.current=393216
  balloon.maximum=393216

Domain: 'lvs-nat-rs1'
  balloon.current=100
  balloon.maximum=524288

`;

  expect([...parseBalloons(text)]).toEqual([
    ["lvs-nat-lvs", 384],
    ["lvs-nat-rs1", 512],
  ]);
});

test("reads the names of volumes", () => {
  const text = ` debian-13.qcow2     /pool/debian-13.qcow2
 debian-13.vmlinuz   /pool/debian-13.vmlinuz

`;

  expect(parseVolumeList(text)).toEqual(["debian-13.qcow2", "debian-13.vmlinuz"]);
});

test.each([
  ["error: Requested operation is not valid: domain is not running", "the machine is off, or stands still"],
  ["error: internal error: End of file from agent socket", "the machine is off, or stands still"],
  [
    "error: Failed to start domain 'a'\nerror: internal error: qemu unexpectedly closed the monitor\n",
    "the machine is off",
  ],
  ["error: Disconnected from qemu:///system due to end of file", "libvirt does not answer any more"],
])("%s is told with the way out", (stderr, words) => {
  expect(endWords(stderr)).toMatch(new RegExp(`^${words}.*; \\./lab up brings`));
});

test("why QEMU could not start is no such end", () => {
  expect(endWords("error: internal error: qemu unexpectedly closed the monitor: cannot set up guest memory")).toBe(
    undefined,
  );
});
