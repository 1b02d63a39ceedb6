import { endsMachine, outcomeOf, silence } from "../../../scripts/guests/guest-agent";

const base64 = (text: string) => Buffer.from(text).toString("base64");

test("decodes what the command printed, in any language", () => {
  expect(outcomeOf({ exited: true, exitcode: 3, "out-data": base64("页面\n"), "err-data": base64("no\n") })).toEqual({
    exitCode: 3,
    stdout: "页面\n",
    stderr: "no\n",
  });
});

test("a signal becomes 128 and its number, as in a shell", () => {
  expect(outcomeOf({ exited: true, signal: 9 })).toEqual({ exitCode: 137, stdout: "", stderr: "" });
});

test.each([["poweroff"], ["/sbin/reboot"], ["shutdown", "-h", "now"], ["systemctl", "--no-block", "reboot"]])(
  "%s ends the machine",
  (...command) => {
    expect(endsMachine(command)).toBe(true);
  },
);

test.each([["systemctl", "restart", "apache2"], ["cat", "reboot"], []])("%s does not", (...command) => {
  expect(endsMachine(command)).toBe(false);
});

test("of a machine that is off or paused, or whose host is gone, that is said, and what brings it back; of another's agent what virsh says", () => {
  const gone =
    "error: Failed to reconnect to the hypervisor\nerror: Failed to connect socket to '/a/b': Connection refused";

  expect(silence("lvs-nat-rs1", gone)).toBe(
    "lvs-nat-rs1: libvirt does not answer any more; ./lab up brings the lab back",
  );
  expect(silence("lvs-nat-rs1", "error: Requested operation is not valid: domain is not running\n")).toBe(
    "lvs-nat-rs1: the machine is off, or stands still; ./lab up brings it back",
  );
  expect(silence("lvs-nat-rs1", "error: Guest agent is not responding\n")).toBe(
    "lvs-nat-rs1: the guest agent does not answer (error: Guest agent is not responding); see ./lab status, and ./lab shell for its console",
  );
});
