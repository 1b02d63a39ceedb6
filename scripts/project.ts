import path from "node:path";

const root = path.resolve(__dirname, "..");
const lab = path.join(root, ".lab");

/** The folders of the project. All that is made at run time lies in `.lab`, which git ignores. */
export const project = {
  root,
  lab,
  /** Images, flat: libvirt serves the folder as a pool. */
  images: path.join(lab, "images"),
  /** Saved memories of images; see scripts/memory/. */
  memory: path.join(lab, "memory"),
  /** QEMU's stand-in on the embedded host (scripts/memory/qemu.sh), and what libvirt has found out about it. */
  emulator: path.join(lab, "emulator"),
  /** What the embedded libvirt writes: configuration, disks, consoles, logs. */
  host: path.join(lab, "host"),
  /** Which host the lab runs on; read by the declaration at synth. */
  hostSettings: path.join(lab, "host.json"),
  /** The filesystem mirror of a provider that was built here. */
  provider: path.join(lab, "provider"),
  /** Terraform's CLI configuration that names the mirror; there when the provider was built. */
  providerConfig: path.join(lab, "provider/terraform.rc"),
  /** The distribution's cloud-init, unpacked for the unit tests. */
  cloudInit: path.join(lab, "cloud-init"),
  /** Its schema of cloud-config. */
  cloudConfigSchema: path.join(
    lab,
    "cloud-init/usr/lib/python3/dist-packages/cloudinit/config/schemas/schema-cloud-config-v1.json",
  ),
  /** Terraform's state, one file a lab. */
  state: path.join(lab, "state"),
  /** One file for each lab that a process is or was at work on; see scripts/run/hold.ts. */
  locks: path.join(lab, "locks"),
  /** Experiments that have begun. */
  lessons: path.join(lab, "lessons"),
  /** Full output of the commands that were run, for when something fails. */
  log: path.join(lab, "lab.log"),
} as const;
