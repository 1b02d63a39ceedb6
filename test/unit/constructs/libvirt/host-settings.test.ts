import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { embeddedSocketDir } from "../../../../constructs/libvirt/embedded-socket";
import { readHostSettings } from "../../../../constructs/libvirt/host-settings";

let project: string;

beforeEach(() => {
  project = mkdtempSync(path.join(tmpdir(), "host-settings-"));
});

afterEach(() => rmSync(project, { recursive: true }));

test("takes the embedded libvirt, with software emulation, before a host was prepared", () => {
  const socket = path.join(embeddedSocketDir(project), "libvirt-sock");
  expect(readHostSettings(undefined, project)).toEqual({
    requestedUri: null,
    uri: `qemu:///system?socket=${socket}`,
    virshUri: `qemu+unix:///system?socket=${socket}`,
    domainType: "qemu",
    emulator: `${project}/.lab/emulator/qemu`,
    imagePool: { name: "lvs-nat-images", path: `${project}/.lab/images` },
    poolRoot: `${project}/.lab/host/pools`,
  });
});

test("takes the host that was prepared", () => {
  const settings = prepare("qemu:///system");
  expect(readHostSettings(undefined, project)).toEqual(settings);
  expect(readHostSettings("qemu:///system", project)).toEqual(settings);
});

test("fails when another host is asked for than the one that was prepared", () => {
  expect(() => readHostSettings("qemu+ssh://root@far/system", project)).toThrow(
    "the lab is to run on qemu+ssh://root@far/system, but the host that is prepared is none; " +
      "run ./lab up once, which prepares the host",
  );
  prepare("qemu:///system");
  expect(() => readHostSettings("qemu+ssh://root@far/system", project)).toThrow(
    "the lab is to run on qemu+ssh://root@far/system, but the host that is prepared is qemu:///system; " +
      "run ./lab up once, which prepares the host",
  );
});

test("keeps the embedded libvirt's socket short, and apart for each project", () => {
  const deep = `/home/learner/${"folder/".repeat(40)}`;
  expect(path.join(embeddedSocketDir(deep), "libvirt-sock").length).toBeLessThan(107);
  expect(embeddedSocketDir(deep)).not.toBe(embeddedSocketDir(project));
});

function prepare(uri: string) {
  const settings = {
    requestedUri: uri,
    uri,
    virshUri: uri,
    domainType: "kvm",
    imagePool: { name: "images", path: "/images" },
    poolRoot: "/pools",
  };
  mkdirSync(path.join(project, ".lab"));
  writeFileSync(path.join(project, ".lab/host.json"), JSON.stringify(settings));
  return settings;
}
