import { lab, type } from "./command-line";
import { clockErrorOf } from "./guest-sight";

/**
 * `./lab snapshot`, `snapshots` and `reset`, on a lab that is up; it holds again afterwards.
 *
 * @param disturb what happens to the host between taking a snapshot and returning to it. @default - nothing
 */
export function snapshotTests(disturb: () => void = () => {}): void {
  test("a snapshot holds memory, disks and connections, and the time of day is right after the return", () => {
    lab("exec", "client", "--", "sh", "-c", "echo before > /root/note; curl -s 192.168.10.100");
    const connections = connectionsOfDirector();
    lab("snapshot", "mine");
    lab("exec", "client", "--", "sh", "-c", "echo after > /root/note; sync");
    lab("exec", "lvs", "--", "sh", "-c", "ipvsadm -C; ip link set eth1 down");
    disturb();
    lab("reset", "mine");

    expect(connections.length).toBeGreaterThan(0);
    expect(connectionsOfDirector()).toEqual(connections);
    expect(lab("exec", "client", "--", "cat", "/root/note")).toBe("before\n");
    expect(clockErrorOf("lvs")).toBeLessThan(5);
    expect(type("./lab", "verify").exitCode).toBe(0);
  });

  test("./lab snapshots lists them, and ./lab reset refuses one that is not there", () => {
    expect(lab("snapshots")).toMatch(/fresh(.|\n)*mine/);
    expect(type("./lab", "reset", "nowhere")).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("has no snapshot nowhere of what it is declared as now; see ./lab snapshots"),
    });
  });
}

/** The connections that IPVS knows, without their states and the seconds that they have left. */
function connectionsOfDirector(): string[] {
  const lines = lab("exec", "lvs", "--", "ipvsadm", "-lnc").split("\n");
  return lines.filter((line) => line.startsWith("TCP")).map((line) => line.split(/\s+/).slice(3).join(" "));
}
