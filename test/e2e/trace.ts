import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { project } from "../../scripts/project";
import type { Story } from "../../scripts/trace/story/story";
import type { Reading } from "../../scripts/watch/reading";
import { ways } from "../unit/trace/story/ways";
import { lab, type } from "./command-line";
import { pageTests } from "./page";

const folder = mkdtempSync(path.join(tmpdir(), "lab-trace-"));
const file = (name: string) => path.join(folder, name);

/** What is said of a trace, each sentence once; whichever real server had its turn is "the real server", the other "its neighbour". */
function sentences({ packets, connections }: Story): string[] {
  const [its, other] = connections[0]?.real?.address === "10.0.0.7" ? ["rs1", "rs2"] : ["rs2", "rs1"];
  const said = packets.flatMap(({ notes }) => notes.map(({ sentence }) => sentence));
  return [...new Set(said)].map((one) => one.replaceAll(its, "the real server").replaceAll(other, "its neighbour"));
}

/** A trace of the lab after something was broken on machines, and mended again. */
function broken(commands: Record<string, string>): Story {
  for (const [node, command] of Object.entries(commands)) lab("exec", node, "--", "sh", "-c", command);
  const story = JSON.parse(type("./lab", "trace", "--json").stdout) as Story; // its exit code is curl's
  lab("reset");
  return story;
}

/** `./lab trace`, `watch` and `diagram` on a lab that is up; each test leaves it as it was fresh. */
export function traceTests(): void {
  let healthy: Story;

  afterAll(() => rmSync(folder, { recursive: true }));

  test("./lab trace shows one request on all links, with the addresses rewritten at each step", () => {
    lab("reset");
    const files = ["--html", file("page.html"), "--svg", file("ladder.svg"), "--pcap", file("capture.pcapng")];
    healthy = JSON.parse(lab("trace", "--json", ...files)) as Story;
    const rs = healthy.packets[0]?.steps[3]?.tap;

    expect(ways(healthy).slice(0, 2)).toEqual([
      `1 SYN: client eth0 > lvs eth1 = lvs eth0 > ${rs}`,
      `1 SYN, ACK: ${rs} > lvs eth0 = lvs eth1 > client eth0`,
    ]);
    expect(healthy.clock).toEqual({ name: "the host's clock, one for all taps", errorUs: 0 });
    expect(healthy.packets.slice(0, 2).map(({ steps }) => steps[2]?.crossing)).toEqual([
      {
        machine: "lvs",
        by: "IPVS",
        hooks: { before: ["PREROUTING", "LOCAL_IN"], after: ["LOCAL_OUT", "POSTROUTING"] },
      },
      { machine: "lvs", by: "IPVS", hooks: { before: ["PREROUTING", "FORWARD"], after: ["POSTROUTING"] } },
    ]);
    expect(sentences(healthy)).toEqual([]);
    expect(healthy.command).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("10.0.0.") });
  });

  test("its counters are gone from the director afterwards", () => {
    expect(lab("exec", "lvs", "--", "nft", "list", "tables")).not.toContain("lab_trace");
  });

  test("its capture is a file for Wireshark, with an interface for each tap", () => {
    const read = ["-r", file("capture.pcapng"), "-T", "fields", "-e", "frame.interface_name"];
    const names = type("tshark", ...read)
      .stdout.trim()
      .split("\n");

    expect([...new Set(names)].sort()).toEqual(
      expect.arrayContaining(["client eth0", "lvs eth0", "lvs eth1", healthy.packets[0]?.steps[3]?.tap]),
    );
    expect(readFileSync(file("ladder.svg"), "utf8")).toContain("destination 192.168.10.100:80 ⇒ 10.0.0.");
  });

  pageTests(file("page.html"));

  test("captured inside the guests it is the same story, with the error of the clocks", () => {
    const story = JSON.parse(lab("trace", "--json", "--in-guests")) as Story;
    const begin = ({ packets }: Story) => packets.slice(0, 4).map(({ words }) => words);

    expect(begin(story)).toEqual(begin(healthy));
    for (const { steps } of story.packets) expect(steps).toHaveLength(4);
    expect(story.clock.errorUs).toBeGreaterThan(0);
  });

  test("forwarding off: the ladder ends at the director's inner interface", () => {
    const story = broken({ lvs: "sysctl -w net.ipv4.ip_forward=0" });
    const reply = story.packets.find(({ words }) => words === "SYN, ACK");

    expect(sentences(story)).toEqual(["reply arrives at lvs eth0, needs FORWARD, ip_forward is 0: dropped"]);
    expect(reply?.steps.at(-1)?.tap).toBe("lvs eth0");
    expect(reply?.notes[0]?.evidence).toEqual(
      expect.arrayContaining([expect.stringMatching(/^lvs: IpInAddrErrors \+\d+/)]),
    );
    expect(story.command?.exitCode).toBe(28);
  });

  test("wrong gateway: the reply leaves for the wrong machine", () => {
    const via = (gateway: string) => `ip route replace default via ${gateway}`;

    expect(sentences(broken({ rs1: via("10.0.0.17"), rs2: via("10.0.0.7") }))).toEqual([
      "the reply leaves for its neighbour eth0, but the request came from lvs eth0",
      "reply arrives at its neighbour eth0, needs FORWARD, ip_forward is 0: dropped",
    ]);
  });

  test("a gateway that nobody has: ARP without answer", () => {
    const nobody = "ip route replace default via 10.0.0.99";

    expect(sentences(broken({ rs1: nobody, rs2: nobody }))).toEqual([
      "the request is at the real server, and no reply leaves: nobody answers for its gateway 10.0.0.99",
      "the real server asks who has 10.0.0.99, and nobody answers: what it has for it cannot leave",
    ]);
  });

  test("no real server: the director refuses", () => {
    const remove = ["7", "17"].map((last) => `ipvsadm -d -t 192.168.10.100:80 -r 10.0.0.${last}:80`).join("; ");

    expect(sentences(broken({ lvs: remove }))).toEqual([
      "virtual service 192.168.10.100:80 has no real server: lvs's kernel answers with an ICMP error",
    ]);
  });

  test("stopped web server: the real server's RST, rewritten on its way back", () => {
    const story = broken({ rs1: "systemctl stop apache2", rs2: "systemctl stop apache2" });
    const reset = story.packets.find(({ words }) => words === "RST, ACK");

    expect(sentences(story)).toEqual([
      "no process on the real server listens on tcp port 80: its kernel answers with RST",
    ]);
    expect(reset?.steps.at(-1)).toMatchObject({ tap: "client eth0", source: "192.168.10.100:80" });
  });

  /** The evidence of a story's first note. */
  const evidence = ({ packets }: Story) => packets.flatMap(({ notes }) => notes)[0]?.evidence[0];
  const drop = "iptables -A INPUT -p tcp --dport 80 -j DROP";

  test("a firewall at the director's INPUT: the request ends there, with the rule that refuses it", () => {
    const story = broken({ lvs: drop });

    expect(sentences(story)).toEqual(["request arrives at lvs eth1 and goes no further: a firewall rule refuses it"]);
    expect(evidence(story)).toMatch(/^lvs: iptables -A INPUT .*--dport 80 -j DROP, grew by \d+ during the trace/);
  });

  test("a rule of nftables without a counter at the director's FORWARD: named, and no more claimed than the hooks counted", () => {
    const chain = "nft add table ip own; nft add chain ip own f '{ type filter hook forward priority 0; }'";
    const story = broken({ lvs: `${chain}; nft add rule ip own f tcp sport 80 drop` });

    expect(sentences(story)).toEqual([
      "reply arrives at lvs eth0, needs FORWARD, lost between FORWARD and POSTROUTING, where a firewall rule without a counter may refuse it: dropped",
    ]);
    expect(evidence(story)).toMatch(/^lvs: nft ip own f: tcp sport 80 drop \(handle \d+\): a drop without a counter/);
  });

  test("a firewall at the real servers' INPUT: no reply leaves, with the rule that refuses the request", () => {
    const story = broken({ rs1: drop, rs2: drop });

    expect(sentences(story)).toEqual([
      "the request is at the real server, and no reply leaves: a firewall rule refuses it",
    ]);
    expect(evidence(story)).toMatch(/^rs[12]: iptables -A INPUT .*--dport 80 -j DROP, grew by \d+ during the trace/);
  });

  test("port mapping: the port is rewritten, and back", () => {
    const listen = "sed -i s/80/8080/ /etc/apache2/ports.conf; systemctl restart apache2";
    const map = ["7", "17"].map((last) => {
      const service = "-t 192.168.10.100:80 -r 10.0.0.";
      return `ipvsadm -d ${service}${last}:80; ipvsadm -a ${service}${last}:8080 -m`;
    });
    const story = broken({ rs1: listen, rs2: listen, lvs: map.join("; ") });
    const rewritten = story.packets.slice(0, 2).map(({ steps }) => steps[2]?.rewritten[0]);

    expect(rewritten).toEqual([
      { what: "destination", from: "192.168.10.100:80", to: expect.stringMatching(/^10\.0\.0\.1?7:8080$/) },
      { what: "source", from: expect.stringMatching(/^10\.0\.0\.1?7:8080$/), to: "192.168.10.100:80" },
    ]);
    expect(story.command?.exitCode).toBe(0);
  });

  test("the traced command's exit code is the trace's own", () => {
    const { exitCode, stdout } = type("./lab", "trace", "--", "sh", "-c", "echo said; exit 7");

    expect(exitCode).toBe(7);
    expect(stdout).toContain("said");
    expect(stdout).toContain("exit code 7");
  });

  test("nothing passed: the story is empty, and JSON all the same", () => {
    expect(JSON.parse(lab("trace", "--json", "--for", "1s"))).toMatchObject({ packets: [], connections: [] });
  });

  test("fails for files that can't be written, before anything is captured", () => {
    const { exitCode, stderr } = type("./lab", "trace", "--html", "/proc/x.html", "--pcap", "/tmp");

    expect(exitCode).toBe(2);
    expect(stderr).toBe(
      "lab: --html /proc/x.html can't be written: no file can be made in /proc\n" +
        "  --pcap /tmp can't be written: it is a folder; name a file in it\n",
    );
  });

  test.each(["SIGINT", "SIGTERM", "SIGHUP", "SIGKILL"] as const)(
    "after %s nothing is left behind, by then or by the next trace",
    async (signal) => {
      const words = ["trace", "--in-guests", "--", "ping", "192.168.10.100"];
      const tracer = spawn("./lab", words, { cwd: project.root, stdio: "ignore" });
      const ended = once(tracer, "close");
      const captures = () => lab("exec", "lvs", "--", "sh", "-c", "ls /run | grep lab-trace; true");
      while (!captures().includes(".pcap")) await sleep(200);
      tracer.kill(signal);
      await ended;
      if (signal === "SIGKILL") lab("trace");

      expect(captures()).toBe("");
      expect(lab("exec", "lvs", "--", "sh", "-c", "pgrep tcpdump; nft list tables")).not.toMatch(/\d|lab_trace/);
      expect(readdirSync(project.lab).filter((name) => name.startsWith("trace"))).toEqual([]);
    },
  );

  test("a machine that is off: it is traced without, and its state is told", async () => {
    for (const machine of ["rs1", "rs2"]) type("./lab", "exec", machine, "--", "sh", "-c", "(sleep 1; poweroff) &");
    while (type("./lab", "status").stdout.match(/shut off/g)?.length !== 2) await sleep(500);
    const { exitCode, stdout } = type("./lab", "trace");
    lab("reset");

    expect(exitCode).toBe(28);
    expect(stdout).toMatch(/nobody received it: rs[12] is shut off/);
  });

  test("./lab watch streams the services", () => {
    const reading = JSON.parse(lab("watch", "--json", "--count", "1")) as Reading;

    expect(reading.services).toMatchObject([
      { name: "TCP 192.168.10.100:80", realServers: [{ address: "10.0.0.7:80" }, { address: "10.0.0.17:80" }] },
    ]);
  });

  test("./lab diagram draws the README's picture", () => {
    expect(lab("diagram", "--svg")).toBe(readFileSync(path.join(__dirname, "../../docs/lab.svg"), "utf8"));
  });
}
