import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { embeddedSocketDir } from "../../constructs/libvirt/embedded-socket";
import type { HostSettings } from "../../constructs/libvirt/host-settings";
import { reservedNames } from "../../constructs/libvirt/reserved-names";
import { tryVirsh } from "../libvirt/virsh";
import { project } from "../project";
import { LabError } from "../run/errors";
import { waitFor } from "../run/wait";
import type { Host } from "./host";
import { probeKvm } from "./kvm";
import { hostFiles } from "./libvirt-config";
import { enter, firstProcess, leave } from "./namespaces";
import { ensurePool } from "./pool";

const socketFolder = embeddedSocketDir(project.root);
const socket = path.join(socketFolder, "libvirt-sock");
const virshUri = `qemu+unix:///system?socket=${socket}`;

/** The program that runs the machines: QEMU's stand-in of scripts/memory/. */
const emulator = path.join(project.emulator, "qemu");

/** Seconds in which libvirtd must answer after its start; it takes one or two. */
const startLimitSeconds = 60;

/** The private libvirt that the project starts for itself: nothing of the host's network, libvirt or firewall is touched. */
export const embeddedHost: Host = {
  name: "embedded libvirt",

  async reach() {
    // It is started where it is needed.
  },

  async start(images) {
    const kvm = await probeKvm(images.find(({ kernel }) => kernel)?.kernel);
    if (!(await running())) {
      prepareFolders();
      leave();
      enter(socketFolder, kvm.usable);
      if (!(await waitFor(async () => ((await running()) ? true : undefined), startLimitSeconds, 0.2))) {
        const log = readFileSync(path.join(project.host, "libvirtd.log"), "utf8").trim().split("\n").slice(-8);
        leave();
        throw new LabError(
          `the embedded libvirt did not answer within ${startLimitSeconds} s; try ./lab doctor. Its last words:\n  ${log.join("\n  ")}`,
        );
      }
    }
    const settings: HostSettings = {
      requestedUri: null,
      uri: `qemu:///system?socket=${socket}`,
      virshUri,
      domainType: kvm.usable ? "kvm" : "qemu",
      emulator,
      imagePool: { name: reservedNames.imagePool, path: project.images },
      poolRoot: path.join(project.host, "pools"),
    };
    await ensurePool(virshUri, settings.imagePool);
    return { settings, notice: kvm.usable ? "KVM" : `software emulation: ${kvm.because}` };
  },

  async stop() {
    leave();
    rmSync(socketFolder, { recursive: true, force: true });
    rmSync(project.host, { recursive: true, force: true });
  },

  async removeImages() {
    // Its pool is the project's own folder of images: nothing was copied.
  },
};

/** Whether a lab runs on the embedded libvirt. */
export function isEmbedded(lab: { readonly hostUri: string }): boolean {
  return lab.hostUri === virshUri;
}

async function running(): Promise<boolean> {
  return firstProcess() !== undefined && (await tryVirsh(virshUri, ["uri"])).exitCode === 0;
}

function prepareFolders(): void {
  rmSync(socketFolder, { recursive: true, force: true });
  // Not recursive: where somebody made it just now, this fails.
  mkdirSync(socketFolder, { mode: 0o700 });
  for (const folder of ["etc", "lib", "log", "pools", "console"]) {
    mkdirSync(path.join(project.host, folder), { recursive: true, mode: 0o700 });
  }
  chmodSync(project.host, 0o700);
  prepareEmulator();
  for (const [name, text] of Object.entries(hostFiles)) {
    writeFileSync(path.join(project.host, name), text, { mode: 0o600 });
  }
}

/** libvirt asks an emulator what it can do, which takes a second, unless its answers are kept and its file is as old as they. */
function prepareEmulator(): void {
  mkdirSync(path.join(project.emulator, "cache"), { recursive: true, mode: 0o700 });
  for (const name of ["qemu", "seed-hash"]) {
    const target = path.join(project.emulator, name);
    const text = readFileSync(path.join(__dirname, `../memory/${name}.sh`), "utf8");
    if (existsSync(target) && readFileSync(target, "utf8") === text) continue;
    writeFileSync(target, text, { mode: 0o700 });
  }
}
