import { execFile } from "node:child_process";
import { readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { networkInterfaces } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { settled } from "../../../scripts/run/settled";
import type { UpResult } from "../../../scripts/up/bring-up";
import { lab, type } from "../command-line";
import { killLibvirtd, labProcesses } from "../host-state";
import { arpRequest, echoToAllNodes, frameTo } from "../raw-frames";

/** Two labs with the same names and the same addresses, in one app and on one host. */
const twoLabs = `import { App } from "cdktf";
import { Client, Director, LabNetwork, LvsNatLab, RealServer } from "./constructs";

const app = new App();
for (const name of ["lvs-nat", "other"]) {
  const lab = new LvsNatLab(app, name);
  const outside = new LabNetwork(lab, "client-side", { cidr: "192.168.10.0/24" });
  const inside = new LabNetwork(lab, "server-side", { cidr: "10.0.0.0/24" });
  const lvs = new Director(lab, "lvs", { outside, vip: "192.168.10.100", inside, dip: "10.0.0.8" });
  const rs1 = new RealServer(lab, "rs1", { network: inside, gateway: lvs.dip, rip: "10.0.0.7", page: \`\${name} rs1\` });
  lvs.virtualService({ port: 80 }).addRealServer(rs1);
  new Client(lab, "client", { network: outside, cip: "192.168.10.6" });
}
app.synth();
`;

async function upOf(name: string): Promise<readonly UpResult[]> {
  const { stdout } = await promisify(execFile)("./lab", ["up", "--json", "--lab", name], {
    cwd: path.resolve(__dirname, "../../.."),
    env: { ...process.env, CI: "true" },
  });
  return JSON.parse(stdout) as UpResult[];
}

describe("two labs side by side", () => {
  const mainFile = path.resolve(__dirname, "../../../main.ts");
  const original = readFileSync(mainFile, "utf8");
  let labs: readonly UpResult[];

  beforeAll(async () => {
    writeFileSync(mainFile, twoLabs);
    // At the same time, so that one could disturb the other.
    labs = (await settled(["lvs-nat", "other"].map(upOf))).flat();
  });

  afterAll(() => {
    type("./lab", "down");
    writeFileSync(mainFile, original);
  });

  test("two ./lab bring them up at the same time, and each holds and answers from its own real server", () => {
    expect(labs.map(({ lab }) => lab.name)).toEqual(["lvs-nat", "other"]);
    expect(labs.flatMap(({ checks }) => checks.filter(({ holds }) => !holds))).toEqual([]);
    for (const name of ["lvs-nat", "other"]) {
      expect(lab("exec", "--lab", name, "client", "--", "curl", "-s", "192.168.10.100")).toBe(`${name} rs1\n`);
    }
  });

  test("whatever a guest sends stays in its own network: by ARP, IPv6, multicast and to any interface", () => {
    const from = macOf("lvs-nat", "client", "eth0");
    const hosts = Object.values(networkInterfaces())
      .flatMap((cards) => cards ?? [])
      .filter(({ family }) => family === "IPv4");
    const strangers = ["client", "lvs", "rs1"].map((machine) => macOf("other", machine, "eth0"));
    const frames = [
      ...[...hosts.map(({ address }) => address), "192.168.10.1"].map((ip) => arpRequest(from, "192.168.10.6", ip)),
      arpRequest(from, "192.168.10.6", "192.168.10.100"),
      echoToAllNodes(from),
      ...[...strangers, "01:00:5e:00:00:01", "33:33:00:00:00:01"].map((to) => frameTo(to, from)),
    ];

    const listeners = [
      { lab: "lvs-nat", machine: "lvs", interface: "eth1" },
      { lab: "lvs-nat", machine: "client", interface: "eth0" },
      { lab: "lvs-nat", machine: "rs1", interface: "eth0" },
      { lab: "other", machine: "lvs", interface: "any" },
      { lab: "other", machine: "client", interface: "any" },
      { lab: "other", machine: "rs1", interface: "any" },
    ];
    for (const one of listeners) listen(one);
    send(frames);
    const [director = "", self = "", server = "", ...others] = listeners.map(heard);

    // The director is in the same network: it hears all of it, so they were sent; the client's kernel may answer it besides.
    expect(sources(director).filter((source) => source === from).length).toBeGreaterThanOrEqual(frames.length);
    expect(others.map((text) => sources(text).filter((source) => source === from))).toEqual([[], [], []]);
    expect(sources(server)).not.toContain(from);
    // Only the director answers, of all who were asked for.
    expect([...new Set(sources(self))].sort()).toEqual([from, macOf("lvs-nat", "lvs", "eth1")].sort());
  });

  test("one that is not declared any more is named by ./lab up, and goes by its name; the other stays as it is", () => {
    writeFileSync(mainFile, twoLabs.replace(', "other"', ""));
    expect(type("./lab", "up")).toMatchObject({
      exitCode: 0,
      stderr: expect.stringMatching(/other .*\.\/lab down --lab other/),
    });
    // Neither a damaged state of the other one nor a libvirtd that is away for a moment matters.
    truncateSync(path.join(mainFile, "../.lab/state/other.tfstate"), 1000);
    expect(type("./lab", "status")).toMatchObject({
      exitCode: 1,
      stdout: expect.stringMatching(/^lab lvs-nat\n/),
      stderr: expect.stringMatching(
        /the state of the lab other is damaged .*\.\/lab down --lab other takes the lab down/,
      ),
    });
    lab("up", "--lab", "lvs-nat");
    // Nor that the state of this one is lost: its machines stay on the host that both share.
    lab("exec", "--lab", "lvs-nat", "client", "--", "touch", "/root/kept");
    killLibvirtd();
    for (const name of ["lvs-nat.tfstate", "lvs-nat.tfstate.good"]) rmSync(path.join(mainFile, "../.lab/state", name));
    lab("down", "--lab", "other");
    expect(labProcesses().filter((line) => line.includes("guest=other-"))).toEqual([]);
    lab("up", "--lab", "lvs-nat");
    lab("exec", "--lab", "lvs-nat", "client", "--", "test", "-e", "/root/kept");

    expect(lab("exec", "--lab", "lvs-nat", "client", "--", "curl", "-s", "192.168.10.100")).toBe("lvs-nat rs1\n");
    expect(JSON.parse(lab("diff", "--json"))).toMatchObject([{ lab: "lvs-nat", planned: [], drift: [] }]);
  });

  interface Listener {
    readonly lab: string;
    readonly machine: string;
    readonly interface: string;
  }

  function listen({ lab: name, machine, interface: card }: Listener): void {
    const capture = `timeout 100 tcpdump -nn -e -U -l -i ${card} > /run/frames 2> /run/frames.err &`;
    const wait = 'until grep -q "^listening" /run/frames.err; do sleep 0.1; done';
    lab("exec", "--lab", name, machine, "--", "sh", "-c", `${capture}\n${wait}`);
  }

  function heard({ lab: name, machine }: Listener): string {
    const end = "pkill -INT -x tcpdump; while pgrep -x tcpdump > /dev/null; do sleep 0.1; done";
    return lab("exec", "--lab", name, machine, "--", "sh", "-c", `sleep 1; ${end}; cat /run/frames`);
  }

  /** From the client of the first lab, as they are. */
  function send(frames: readonly string[]): void {
    const program = `import socket, sys
link = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
link.bind(("eth0", 0))
for frame in sys.argv[1:]: link.send(bytes.fromhex(frame))`;
    lab("exec", "--lab", "lvs-nat", "client", "--", "python3", "-c", program, ...frames);
  }

  function macOf(name: string, machine: string, card: string): string {
    const { lab: found } = labs.find(({ lab }) => lab.name === name) ?? {};
    const interfaces = found?.machines.find((one) => one.name === machine)?.interfaces ?? [];
    return interfaces.find((one) => one.name === card)?.mac ?? "";
  }

  /** Who sent each frame that tcpdump(8) tells of. */
  function sources(text: string): string[] {
    return text.split("\n").flatMap((line) => line.match(/\b(?:[0-9a-f]{2}:){5}[0-9a-f]{2}\b/)?.[0] ?? []);
  }
});
