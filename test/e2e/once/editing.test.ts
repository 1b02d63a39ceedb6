import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import { ipvsadmRules } from "../../../constructs/cloud-init/ipvsadm-rules";
import { Guests } from "../../../scripts/guests/guests";
import { waitUntilReady } from "../../../scripts/guests/wait-until-ready";
import { removeMemoryFilesOf } from "../../../scripts/memory/memory-files";
import { ruleChanges } from "../../../scripts/settings/ipvs-rules";
import { deployedLab } from "../../../scripts/terraform/state";
import type { LabDiff } from "../../../scripts/verbs/diff";
import { lab, type, up } from "../command-line";
import { everyService } from "../every-service";
import { bootIds, type GuestSight, sightOf, sightsOf } from "../guest-sight";

/** What a shell, an XML document, a YAML document or a format would take for its own, were it not quoted. */
const awkwardPage = `it's "quoted" $(id) \`id\` \${HOME} %s \\n ]]> <b>&amp; {{ x }} : # - 页 ü`;

/** Texts of all kinds of characters, in one file of a real server: but for those that are refused, see extras.test.ts. */
const texts = fc.sample(fc.string({ unit: "grapheme", maxLength: 60 }), { numRuns: 200, seed: 1 });
const content = [awkwardPage, ...texts].join("\n").replaceAll("\0", "").normalize();
const file = { path: "/opt/texts", content };
const awkward = `page: ${JSON.stringify(awkwardPage)}, files: [${JSON.stringify(file)}]`;

/** The same as an argument of a command at the first boot. */
const runcmd = [["sh", "-c", 'printf %s "$1" > /opt/argument', "sh", content]];
const awkwardCommand = `cloudInit: ${JSON.stringify({ runcmd })}`;

/** The lab with a service of every form on its director, and a file in the place of one of the image's. */
function everyForm(main: string): string {
  return main
    .replaceAll(/servers, rip: ("[^"]+")/g, "servers, udpAnswer: $1, rip: $1")
    .replace('dip: "10.0.0.8",', 'dip: "10.0.0.8", timeouts: { tcpSeconds: 600 },')
    .replace('cip: "192.168.10.6"', 'cip: "192.168.10.6", files: [{ path: "/etc/motd", content: "another\\n" }]')
    .replace(
      "app.synth",
      `lvs.virtualService({ port: 8081, scheduler: "rr" }).addRealServer(rs1, { port: 8080 }).addRealServer(rs2, { port: 8080 });
lvs.virtualService({ protocol: "udp", port: 53, scheduler: "rr" }).addRealServer(rs1).addRealServer(rs2);
lvs.virtualService({ firewallMark: 1, matches: [{ port: 8000 }, { port: 8443 }], scheduler: "rr" }).addRealServer(rs1);
lvs.virtualService({ port: 8082, persistence: { timeoutSeconds: 60, netmask: "255.255.255.0" } }).addRealServer(rs2);
app.synth`,
    );
}

/** Editing main.ts while the lab is up, in the order in which a teacher would do it. */
describe(`editing a running lab, for user id ${process.getuid?.()}`, () => {
  const root = path.resolve(__dirname, "../../..");
  const mainFile = path.join(root, "main.ts");
  const original = readFileSync(mainFile, "utf8");

  /** The lab of the original main.ts, as it is when all of it is new. */
  let fresh: Record<string, GuestSight>;

  beforeAll(() => {
    up();
    fresh = sightsOf();
  });

  afterAll(() => {
    writeFileSync(mainFile, original);
    type("./lab", "down");
  });

  test("cdktf deploy changes running guests in place, and an open connection stays", () => {
    const before = bootIds();
    const requests = startRequests();
    writeFileSync(
      mainFile,
      original
        .replace('scheduler: "wrr"', 'scheduler: "wlc"')
        .replace("addRealServer(rs1)", "addRealServer(rs1, { weight: 3 })")
        .replace('page: "10.0.0.7 rs1"', () => awkward)
        .replace('dip: "10.0.0.8",', 'dip: "10.0.0.8",\n  ipvsSettings: { expireNodestConn: true },')
        .replace("outside: clientSide,", 'outside: clientSide,\n  extraVips: ["192.168.10.101"],')
        .replace(
          "lvs.virtualService(",
          'lvs.virtualService({ address: "192.168.10.101", port: 80 }).addRealServer(rs2);\nlvs.virtualService(',
        ),
    );
    const { exitCode, stdout: coloured } = type("npx", "cdktf", "deploy", "--auto-approve");
    const stdout = stripVTControlCharacters(coloured);

    expect(exitCode).toBe(0);
    // Terraform's own plan: the rules, line by line, and no machine among what is replaced.
    expect(stdout).toMatch(
      /- *-a -t 192\.168\.10\.100:80 -r 10\.0\.0\.7:80 -m -w 1\n.*\+ *-a -t 192\.168\.10\.100:80 -r 10\.0\.0\.7:80 -m -w 3/s,
    );
    expect(stdout).not.toMatch(/libvirt_\S+ (must|will) be replaced/);
    expect(sightOf("lvs").rules).toEqual([
      "-A -t 192.168.10.100:80 -s wlc",
      "-A -t 192.168.10.101:80 -s wlc",
      "-a -t 192.168.10.100:80 -r 10.0.0.17:80 -m -w 1",
      "-a -t 192.168.10.100:80 -r 10.0.0.7:80 -m -w 3",
      "-a -t 192.168.10.101:80 -r 10.0.0.17:80 -m -w 1",
    ]);
    expect(lab("exec", "client", "--", "curl", "-s", "192.168.10.101")).toBe("10.0.0.17 rs2\n");
    // As at a boot, systemd-networkd gives the interface what its files say.
    const forget = "ip address delete 192.168.10.101/24 dev eth1; systemctl restart systemd-networkd";
    const wait = "until ip address show eth1 | grep 192.168.10.101; do sleep 0.2; done";
    lab("exec", "--timeout", "60", "lvs", "--", "sh", "-c", `${forget}; ${wait}`);
    expect(lab("exec", "lvs", "--", "sysctl", "-n", "net.ipv4.vs.expire_nodest_conn")).toBe("1\n");
    expect(lab("exec", "rs1", "--", "cat", "/var/www/html/index.html")).toBe(`${awkwardPage}\n`);
    expect(lab("exec", "rs1", "--", "cat", file.path)).toBe(file.content);
    expect(bootIds()).toEqual(before);
    expect(answersOf(requests)).toBe(requestCount);
  });

  test("a new real server boots alone, and is in the service when it answers", () => {
    const before = bootIds();
    writeFileSync(
      mainFile,
      original
        .replace(
          "lvs.virtualService",
          () =>
            `const rs3 = new RealServer(lab, "rs3", { ...servers, rip: "10.0.0.27", ${awkward}, ${awkwardCommand} });\n\n` +
            "lvs.virtualService",
        )
        .replace("addRealServer(rs2)", "addRealServer(rs2).addRealServer(rs3)"),
    );
    const planned = labDiff();
    const result = up();

    expect(Object.fromEntries(planned.planned.map(({ machine, effect }) => [machine, effect]))).toEqual({
      client: "changed in place",
      lvs: "changed in place",
      rs1: "changed in place",
      rs2: "changed in place",
      rs3: "new machine",
    });
    expect(result.checks.filter(({ holds }) => !holds)).toEqual([]);
    expect(result.answers).toContain(awkwardPage);
    expect(lab("exec", "rs3", "--", "cat", file.path)).toBe(file.content);
    expect(lab("exec", "rs3", "--", "cat", "/opt/argument")).toBe(file.content);
    expect(bootIds()).toMatchObject(before);
  });

  test("real servers that listen on another port, all at once, lose no request", () => {
    writeFileSync(mainFile, original);
    up();
    writeFileSync(mainFile, original.replace(/addRealServer\((rs.)\)/g, "addRealServer($1, { port: 8080 })"));
    const stop = askAllTheTime();
    type("./lab", "up"); // between those requests its own do not alternate
    const answers = stop();

    expect(answers).toContain("answered");
    expect(answers).not.toContain("lost");
    expect(sightOf("lvs").rules).toEqual([
      "-A -t 192.168.10.100:80 -s wrr",
      "-a -t 192.168.10.100:80 -r 10.0.0.17:8080 -m -w 1",
      "-a -t 192.168.10.100:80 -r 10.0.0.7:8080 -m -w 1",
    ]);
    expect(sightOf("rs1").listeners).not.toContainEqual(expect.stringMatching(/^tcp .*:80$/));
  });

  test("only what a machine is born with replaces it, and it alone", () => {
    const { rs3: _gone, ...others } = bootIds();
    writeFileSync(mainFile, original.replace('rip: "10.0.0.17",', 'rip: "10.0.0.17", memoryMiB: 1000384,'));
    const refused = type("./lab", "up");
    expect(refused).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("the machines may use 1000000 MiB of memory, and"),
    });
    expect(bootIds()).toMatchObject(others);
    writeFileSync(mainFile, original.replace('rip: "10.0.0.17",', 'rip: "10.0.0.17", memoryMiB: 400,'));
    const planned = labDiff();
    const stop = askAllTheTime();
    type("./lab", "up"); // between those requests its own do not alternate
    const answers = stop();
    up();

    expect(planned.planned.find(({ machine }) => machine === "rs2")).toEqual({
      machine: "rs2",
      effect: "replaced",
      words: ["memory in MiB 384 → 400"],
    });
    // One real server is made anew while the other gets its former port, and no client is sent to where nobody answers.
    expect(answers).toMatch(/^answered\nanswered\nanswered\n/);
    expect(answers).not.toContain("lost");
    const { rs2, ...kept } = bootIds();
    expect({ ...kept, rs2: others.rs2 }).toEqual(others);
    expect(rs2).not.toBe(others.rs2);
  });

  test("what an override changes is in the plan, and replaces its machine alone", () => {
    const { rs2: _before, ...others } = bootIds();
    const override = 'rs2.domain.resource.addOverride("memory", 420);';
    writeFileSync(mainFile, readFileSync(mainFile, "utf8").replace("app.synth", `${override}\napp.synth`));
    const { planned } = labDiff();
    up();

    expect(planned).toEqual([
      { machine: "rs2", effect: "replaced", words: ["its libvirt_domain has memory 400 → 420"] },
    ]);
    expect(bootIds()).toMatchObject(others);
  });

  test("every form of service reaches running guests, and an edited lab is what a new one is, there and back", () => {
    writeFileSync(mainFile, original);
    up();
    const before = bootIds();
    writeFileSync(mainFile, everyForm(original));
    const { checks } = up();
    const edited = sightsOf();

    expect(bootIds()).toEqual(before);
    expect(checks.filter(({ holds }) => !holds)).toEqual([]);
    expect(edited.rs1?.listeners).toEqual(
      expect.arrayContaining([expect.stringMatching(/^tcp .*:8080$/), expect.stringMatching(/^udp .*:53$/)]),
    );
    expect(lab("exec", "client", "--", "curl", "-s", "192.168.10.100:8081")).toMatch(/^10\.0\.0\.\d+ rs\d\n$/);
    lab("exec", "rs1", "--", "systemctl", "stop", "udp-answer@53");
    expect(up().mended.map(({ machine, words }) => `${machine}: ${words}`)).toEqual([
      expect.stringMatching(/^rs1: udp-answer@53\.service is \w+, not active$/),
    ]);

    writeFileSync(mainFile, original);
    up();
    expect(sightsOf()).toEqual(fresh);

    lab("down");
    rmSync(path.join(root, ".lab/memory/snapshots"), { recursive: true });
    writeFileSync(mainFile, everyForm(original));
    up();
    expect(sightsOf()).toEqual(edited);

    writeFileSync(mainFile, original);
    up();
    expect(sightsOf()).toEqual(fresh);
  });

  test("./lab diff tells what was changed by hand, and ./lab up puts it right", () => {
    expect(type("./lab", "diff")).toMatchObject({ exitCode: 0, stdout: "lvs-nat is what main.ts declares\n" });
    const spoil = "ipvsadm -d -t 192.168.10.100:80 -r 10.0.0.7:80; sysctl -w net.ipv4.ip_forward=0";
    const spoilMore = "sysctl -w net.ipv4.vs.conntrack=1; iptables -A FORWARD -p tcp -j DROP; nft add table inet own";
    lab("exec", "lvs", "--", "sh", "-c", `${spoil}; ${spoilMore}`);
    lab(
      "exec",
      "rs2",
      "--",
      "sh",
      "-c",
      "ip route delete default; systemctl stop apache2; ip address add 192.168.10.100/32 dev lo",
    );
    expect(type("./lab", "diff").exitCode).toBe(1);
    const found = labDiff();
    const { mended } = up();

    const words = ({ machine, words }: { machine: string; words: string }) => `${machine}: ${words}`;
    expect(found.drift.map(words)).toEqual([
      'lvs: the firewall has "-A FORWARD -p tcp -j DROP" in table filter, which is not declared',
      "lvs: nftables has the table inet own, which is not declared",
      "lvs: net.ipv4.ip_forward is 0, not 1",
      "lvs: net.ipv4.vs.conntrack is 1, which is not declared",
      "lvs: virtual service tcp 192.168.10.100:80 lacks the real server 10.0.0.7:80, weight 1",
      "rs2: lo has the address 192.168.10.100/32, which is not declared",
      "rs2: the default route is none, not 10.0.0.8",
      "rs2: apache2 is inactive, not active",
    ]);
    expect(mended.map(words)).toHaveLength(8);
    expect(sightsOf()).toEqual(fresh);
  });

  test("a machine that does not become ready is told with the stage it stopped at and its console, and is edited away", () => {
    const interfaces = '[{ network: clientSide, address: "192.168.10.99" }]';
    const cloudInit = '{ runcmd: [["sh", "-c", "echo nothing works > /dev/console; false"]] }';
    const machine = `new Machine(lab, "broken", { interfaces: ${interfaces}, cloudInit: ${cloudInit} });`;
    writeFileSync(
      mainFile,
      original.replace("{ Client,", "{ Client, Machine,").replace("app.synth", `${machine}\napp.synth`),
    );
    const { exitCode, stderr } = type("./lab", "up");
    writeFileSync(mainFile, original);
    up();

    expect(exitCode).toBe(1);
    expect(stderr.slice(stderr.lastIndexOf("lab: "))).toMatch(
      /^lab: broken: cloud-init reports: modules-final: .*runcmd.*\nthe last lines of its console:\n(.*\n)*.*nothing works/,
    );
    expect(sightsOf()).toEqual(fresh);
  });

  test("a machine that is silent for too long is told with how far it came and its console", async () => {
    const deployed = deployedLab("lvs-nat");
    if (!deployed) throw new Error("the lab is not up");
    lab("exec", "client", "--", "sh", "-c", "(sleep 1; systemctl stop qemu-guest-agent) > /dev/null 2>&1 &");
    await sleep(5000);

    await expect(
      waitUntilReady(deployed, new Guests(deployed).named("client"), () => {}, { limitSeconds: 1 }),
    ).rejects.toThrow(/^client is not ready after 1 s; it stopped at: booting\nthe last lines of its console:\n {2}\S/);
    lab("reset");
  });

  test("the real ipvsadm takes every form of rules, and the kernel then has what is declared", () => {
    const rules = ipvsadmRules(everyService(), { tcpSeconds: 1, tcpFinSeconds: 2678400, udpSeconds: 30 });
    // In a network namespace of its own: the lab's rules stay as they are. With lo the kernel has routes to look at.
    const see = "ip link set lo up && ipvsadm -R && ipvsadm -Sn && ipvsadm -l --timeout";
    const seen = lab("exec", "lvs", "--", "sh", "-c", `printf %s "$1" | unshare --net sh -c "${see}"`, "sh", rules);

    expect(ruleChanges(seen, rules)).toEqual([]);
    expect(seen).toContain("Timeout (tcp tcpfin udp): 1 2678400 30");
  });

  /** What `./lab diff` says of the one lab that main.ts declares. */
  function labDiff(): LabDiff {
    const [found] = JSON.parse(type("./lab", "diff", "--json").stdout) as LabDiff[];
    if (!found) throw new Error("./lab diff --json printed an empty list");
    return found;
  }

  const requestCount = 8;

  /** One connection from the client, a request every three seconds: Apache would end it after five of silence. */
  function startRequests(): string {
    const file = "/run/answers";
    const request = "GET / HTTP/1.1\\r\\nHost: lab\\r\\n\\r\\n";
    const talk = `for i in $(seq ${requestCount}); do printf '${request}'; sleep 3; done`;
    const script = `(${talk}) | socat -t 1 - TCP:192.168.10.100:80 > ${file} 2>&1 &`;
    lab("exec", "client", "--", "sh", "-c", script);
    return file;
  }

  /** Has the client ask for page after page. @returns what ends that, and returns a word for each */
  function askAllTheTime(): () => string {
    const [words, id] = ["/run/asked", "/run/asking"];
    const ask = "curl -s -m 3 192.168.10.100 > /dev/null && echo answered || echo lost";
    const script = `(while :; do ${ask}; sleep 0.2; done) > ${words} 2>&1 & echo $! > ${id}`;
    lab("exec", "client", "--", "sh", "-c", script);
    return () => {
      // `./lab up` saves what it has verified: the client that asks must not be what the next lab begins with.
      for (const machine of deployedLab("lvs-nat")?.machines ?? []) removeMemoryFilesOf(machine, "fresh");
      return lab("exec", "client", "--", "sh", "-c", `kill $(cat ${id}); cat ${words}`);
    };
  }

  /** How many of them were answered, when the last was sent. */
  function answersOf(file: string): number {
    const wait = `while pgrep -x socat > /dev/null; do sleep 0.5; done; grep -c '200 OK' ${file}`;
    return Number(lab("exec", "client", "--", "sh", "-c", wait));
  }
});
