import { lab, type } from "./command-line";
import { clockErrorOf } from "./guest-sight";

/** From where the client asks, before a snapshot and after it: connections that are told from all others. */
const [early, late] = [40080, 40081];

/**
 * `./lab snapshot`, `snapshots` and `reset`, on a lab that is up; it holds again afterwards.
 *
 * @param disturb what happens to the host between taking a snapshot and returning to it. @default - nothing
 */
export function snapshotTests(disturb: () => void = () => {}): void {
  test("a snapshot holds memory, disks and connections, and the time of day is right after the return", () => {
    const request = (port: number) => `curl -s --local-port ${port} 192.168.10.100`;
    lab("exec", "client", "--", "sh", "-c", `echo before > /root/note; ${request(early)}`);
    lab("snapshot", "mine");
    lab("exec", "client", "--", "sh", "-c", `echo after > /root/note; sync; ${request(late)}`);
    lab("exec", "lvs", "--", "sh", "-c", "ipvsadm -C; ip link set eth1 down");
    disturb();
    lab("reset", "mine");

    const connections = connectionsOfDirector();
    expect(connections).toContain(`192.168.10.6:${early} `);
    expect(connections).not.toContain(`192.168.10.6:${late} `);
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

/** The connections that IPVS knows: one that is over for its two minutes more, ipvsadm(8). */
function connectionsOfDirector(): string {
  return lab("exec", "lvs", "--", "ipvsadm", "-lnc");
}
