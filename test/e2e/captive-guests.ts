import { readdirSync, readFileSync } from "node:fs";
import { networkInterfaces } from "node:os";
import path from "node:path";
import { logBytes } from "../../scripts/host/libvirt-config";
import { waitFor } from "../../scripts/run/wait";
import { lab, type } from "./command-line";

/** What a guest could do, tried from inside on a lab that is up; nothing of it is changed. */
export function captiveGuestTests(root: string): void {
  const consoleLogs = path.join(root, ".lab/host/console");

  test("a guest reaches its own network alone: not the host, not beyond it, not by broadcast or multicast", () => {
    const ping = (...target: string[]) =>
      type("./lab", "exec", "client", "--", "ping", "-c", "2", "-W", "1", ...target).exitCode;
    const hosts = Object.values(networkInterfaces())
      .flatMap((cards) => cards ?? [])
      .filter(({ family }) => family === "IPv4")
      .map(({ address }) => address)
      .filter((address) => !address.startsWith("127."));

    expect(ping("192.168.10.100")).toBe(0);
    for (const address of [...hosts, "192.168.10.1"]) {
      lab("exec", "client", "--", "ip", "route", "replace", address, "dev", "eth0");
      expect({ address, exitCode: ping(address) }).toEqual({ address, exitCode: 1 });
      expect(lab("exec", "client", "--", "ip", "neigh", "show", address)).toMatch(/FAILED|INCOMPLETE/);
      lab("exec", "client", "--", "ip", "route", "del", address, "dev", "eth0");
    }
    expect(ping("-I", "eth0", "224.0.0.1")).toBe(1);
    expect(ping("-b", "192.168.10.255")).toBe(1);
  });

  test("no account of a guest has a password, so that there is none to be read or guessed", () => {
    for (const machine of ["client", "lvs", "rs1", "rs2"]) {
      const withPassword = lab("exec", machine, "--", "awk", "-F:", "$2 !~ /^[!*]/ { print $1 }", "/etc/shadow");
      expect({ machine, withPassword }).toEqual({ machine, withPassword: "" });
    }
  });

  test("what a guest prints on its console, however much, takes a bounded part of the host's disk", async () => {
    const lines = `head -c ${logBytes + 100_000} /dev/zero | tr '\\0' x | fold -w 100 > /dev/console; echo the end > /dev/console`;
    lab("exec", "client", "--", "sh", "-c", lines);

    const logOf = () => readFileSync(path.join(consoleLogs, "lvs-nat-client.log"), "utf8");
    await waitFor(async () => (logOf().includes("the end") ? true : undefined), 30, 0.1);
    const logs = readdirSync(consoleLogs).filter((name) => name.startsWith("lvs-nat-client.log"));
    const last = logOf();
    expect(last).toContain("the end");
    expect(last.length).toBeLessThan(logBytes);
    expect(logs).toEqual(["lvs-nat-client.log", "lvs-nat-client.log.0"]);
  });
}
