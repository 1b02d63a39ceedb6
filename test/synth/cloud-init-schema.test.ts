import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "yaml";
import { Client, Director, type GuestImage, Machine, RealServer } from "../../constructs";
import { cloudConfigModules } from "../../constructs/image/debian-13/cloud-config";
import { schemaOfModules } from "../../scripts/image/cloud-config-schema";
import { project } from "../../scripts/project";
import { synthesisedProgram } from "./program";
import { emptyLab, image, networks, synthesised } from "./tutorial";

/** What cloud-init's own schema says of documents, by name; nothing where all is well. One process for all of them. */
function schemaComplaints(documents: readonly { name: string; userData: string; networkConfig: string }[]): object {
  if (!existsSync(project.cloudInit)) {
    throw new Error("the distribution's cloud-init is not in .lab/cloud-init; get it with: npm run cloud-init");
  }
  const modules = path.join(project.cloudInit, "usr/lib/python3/dist-packages");
  // -S: no modules but these. The distribution's Python, since some of them are compiled for it.
  const { stdout, stderr } = spawnSync("/usr/bin/python3", ["-S", path.join(__dirname, "cloud-init-schema.py")], {
    input: JSON.stringify(documents),
    env: { PYTHONPATH: modules, PYTHONDONTWRITEBYTECODE: "1" },
    encoding: "utf8",
  });
  if (!stdout) throw new Error(`cloud-init's schema could not be asked:\n${stderr}`);
  return JSON.parse(stdout);
}

const packages = mkdtempSync(path.join(tmpdir(), "packages-"));

beforeAll(() => {
  for (const name of ["a.deb", "a.rpm"]) writeFileSync(path.join(packages, name), "package");
});

afterAll(() => rmSync(packages, { recursive: true }));

/** A lab with everything that ends up in a seed, and the documents of its machines. */
function documentsOf(family: GuestImage["family"]) {
  const lab = emptyLab("lvs-nat", { image: { ...image, family } });
  const { clientSide, serverSide } = networks(lab);
  const lvs = new Director(lab, "lvs", {
    ...{ outside: clientSide, vip: "192.168.10.100", inside: serverSide, dip: "10.0.0.8" },
    extraVips: ["192.168.10.101"],
    ipvsSettings: { conntrack: true, syncThreshold: [3, 50] },
    timeouts: { tcpSeconds: 60 },
  });
  const servers = { network: serverSide, gateway: lvs.dip, udpAnswer: "by UDP" };
  const rs1 = new RealServer(lab, "rs1", { ...servers, rip: "10.0.0.7", page: `\\o/ "ü" \${5}: #1` });
  lvs.virtualService({ port: 80 }).addRealServer(rs1, { port: 8080 });
  lvs.virtualService({ protocol: "udp", port: 53 }).addRealServer(rs1);
  lvs.virtualService({ firewallMark: 1, matches: [{ port: 8000 }, { port: 8443 }] }).addRealServer(rs1);
  new Client(lab, "client", {
    ...{ network: clientSide, cip: "192.168.10.6" },
    files: [{ path: "/root/notes", content: "- one\n- two: ü\n" }],
    packageFiles: [family === "debian" ? `${packages}/a.deb` : `${packages}/a.rpm`],
    cloudInit: { timezone: "UTC", runcmd: [["true"], "true"] },
  });
  const interfaces = [{ network: clientSide, address: "192.168.10.99", extraAddresses: ["192.168.10.98"] }];
  new Machine(lab, "monitor", { interfaces, gateway: "192.168.10.100" });
  return documentsIn(family, synthesised(lab));
}

/** The same of a program, as it stands. */
function documentsOfProgram(program: string, lab: string) {
  return synthesisedProgram(program, lab, (stack) =>
    documentsIn(program, JSON.parse(readFileSync(stack, "utf8")) as Synthesised),
  );
}

interface Synthesised {
  readonly resource: {
    readonly libvirt_cloudinit_disk: Readonly<Record<string, { user_data: string; network_config: string }>>;
  };
}

function documentsIn(title: string, { resource }: Synthesised) {
  return Object.entries(resource.libvirt_cloudinit_disk).map(([name, seed]) => ({
    name: `${title} ${name}`,
    userData: seed.user_data,
    networkConfig: seed.network_config,
  }));
}

test("cloud-init's schema accepts every document, for both families of distributions", () => {
  const programs = [
    documentsOfProgram("main.ts", "lvs-nat"),
    ...["weights", "port-mapping", "persistence", "two-directors"].map((name) =>
      documentsOfProgram(`examples/${name}.ts`, name),
    ),
  ];
  const documents = [...documentsOf("debian"), ...documentsOf("rhel"), ...programs.flat()];
  expect(documents.map(({ name }) => name)).toEqual(expect.arrayContaining(["rhel rs1", "examples/weights.ts rs3"]));
  expect(schemaComplaints(documents)).toEqual({});
});

test("cloud-init's schema does refuse a wrong document", () => {
  const document = { name: "wrong", userData: "#cloud-config\nruncmd: 1\n", networkConfig: "version: 2\n" };
  expect(schemaComplaints([document])).toHaveProperty("wrong");
});

test("the schema that declarations are held against is the distribution's, and of the modules that the image runs", () => {
  const whole = JSON.parse(readFileSync(project.cloudConfigSchema, "utf8"));
  const file = "constructs/image/debian-13";
  const ours = JSON.parse(readFileSync(path.join(project.root, file, "cloud-config.schema.json"), "utf8"));
  const config = parse(readFileSync(path.join(project.root, file, "rootfs/etc/cloud/cloud.cfg"), "utf8"));

  // npm run cloud-config-schema
  expect(ours).toEqual(schemaOfModules(whole, cloudConfigModules));
  const run = Object.entries(config as Record<string, unknown>)
    .filter(([key]) => /^cloud_.*_modules$/.test(key))
    .flatMap(([, names]) => names as string[])
    .map((name) => `cc_${name}`);
  expect(run).toEqual(expect.arrayContaining([...cloudConfigModules]));
});
