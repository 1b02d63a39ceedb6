import { accessSync, constants, existsSync, statfsSync } from "node:fs";
import { totalmem } from "node:os";
import { requestedUri } from "../host/choose-host";
import { readManifests } from "../image/manifest";
import { project } from "../project";
import { attempt } from "../run/run";
import { onPath } from "./on-path";
import { ordinaryUser } from "./ordinary-user";
import { program, type Requirement } from "./requirement";

/** MiB of memory that the four machines and the host's daemon take together. */
const memoryMiB = 2048;
/** GiB of free disk for the image and its making. */
const diskGiB = 4;

/**
 * What a machine needs to declare and deploy the lab and to build its image, and, unless the lab runs on another libvirt,
 * to run it.
 */
export function requirements(): Requirement[] {
  return [...always(), ...(requestedUri() ? [] : embedded())];
}

/** What `./lab trace` needs besides. */
export function traceRequirements(): Requirement[] {
  return [
    program("tshark", "decodes what ./lab trace captures", "tshark"),
    program("dumpcap", "captures on the links for ./lab trace", "wireshark-common"),
  ];
}

/** What the tests need besides. */
export function testRequirements(): Requirement[] {
  return [
    ...traceRequirements(),
    program("chromium", "shows the tests the page of ./lab trace --html", "chromium"),
    {
      name: "/usr/bin/python3",
      why: "runs cloud-init's check of documents; another Python can't load the distribution's modules",
      packages: ["python3"],
      problem: async () => (existsSync("/usr/bin/python3") ? undefined : "there is no program /usr/bin/python3"),
    },
    {
      name: "cloud-init, unpacked",
      why: "the tests hold generated documents against its schema",
      asUser: ["npm", "run", "--silent", "cloud-init"],
      problem: async () => (existsSync(project.cloudInit) ? undefined : `there is no folder ${project.cloudInit}`),
    },
    program("nft", "shows the tests the host's firewall", "nftables"),
    program("ps", "shows the tests the lab's processes", "procps"),
    program("findmnt", "shows the tests the host's mounts", "util-linux"),
    ...(process.getuid?.() === 0 ? [program("useradd", "makes an ordinary user for the tests", "passwd")] : []),
  ];
}

function always(): Requirement[] {
  const asRoot = process.getuid?.() === 0;
  return [
    {
      name: "Terraform or OpenTofu",
      why: "makes the lab's resources",
      problem: terraformProblem,
      advice: "install Terraform 1.5 or later (developer.hashicorp.com/terraform/install) or OpenTofu (opentofu.org)",
    },
    {
      name: "Go",
      why: "builds Terraform's provider for libvirt, once",
      problem: async () => (existsSync(project.providerConfig) ? undefined : goProblem()),
      advice: "install Go 1.23 or later (go.dev/dl)",
    },
    program("virsh", "speaks to libvirt", "libvirt-clients"),
    program("qemu-img", "makes disk images", "qemu-utils"),
    program("mmdebstrap", "builds the guests' image", "mmdebstrap"),
    program("mkfs.ext4", "makes the image's file system", "e2fsprogs"),
    program("mkisofs", "makes the cloud-init disks", "genisoimage"),
    program("xsltproc", "adjusts the domains' XML for the provider", "xsltproc"),
    program("patch", "mends a library of the provider", "patch"),
    program("script", "gives ./lab shell a terminal", "bsdutils"),
    program("tar", "packs and unpacks the image's files", "tar"),
    program("newuidmap", "maps subordinate user ids", "uidmap"),
    ...(asRoot ? [] : ordinaryUser()),
    {
      name: "disk space",
      why: "the image and its making",
      problem: async () => {
        const { bavail, bsize } = statfsSync(project.root);
        const free = (bavail * bsize) / 2 ** 30;
        if (free >= diskGiB || readManifests(project.images).length > 0) return undefined;
        return `${free.toFixed(1)} GiB are free in ${project.root}, ${diskGiB} GiB are needed`;
      },
      advice: "free some disk space, or clone the project to a larger disk",
    },
  ];
}

function embedded(): Requirement[] {
  const asRoot = process.getuid?.() === 0;
  return [
    program("libvirtd", "runs the machines", "libvirt-daemon", "libvirt-daemon-driver-qemu"),
    program("virtlogd", "keeps the machines' consoles", "libvirt-daemon"),
    program("qemu-system-x86_64", "is the virtual machine", "qemu-system-x86"),
    program("isoinfo", "reads the cloud-init disk of a machine that was up before", "genisoimage"),
    program("zstd", "compresses the memory of machines", "zstd"),
    program("unshare", "makes the lab's own namespaces", "util-linux"),
    program("ip", "shapes the lab's own network namespace", "iproute2"),
    program("iptables", "is called by libvirt when it starts a network", "iptables"),
    ...(asRoot ? [] : [tapDevice]),
    {
      name: "memory",
      why: "four machines at once",
      problem: async () => {
        const total = totalmem() / 2 ** 20;
        return total >= memoryMiB ? undefined : `${total.toFixed(0)} MiB in all, ${memoryMiB} MiB are needed`;
      },
      advice: "declare machines with less memory in main.ts (memoryMiB), or use another host (LAB_LIBVIRT_URI)",
    },
  ];
}

/** The network cards of the machines. */
const tapDevice: Requirement = {
  name: "/dev/net/tun",
  why: "the machines' network cards",
  problem: async () => {
    try {
      accessSync("/dev/net/tun", constants.R_OK | constants.W_OK);
      return undefined;
    } catch {
      return "you may not open it; ordinary distributions let everybody (mode 0666)";
    }
  },
  asRoot: ["chmod", "0666", "/dev/net/tun"],
};

async function terraformProblem(): Promise<string | undefined> {
  const binary = process.env.TERRAFORM_BINARY_NAME ?? "terraform";
  if (!onPath(binary)) return "there is no program terraform or tofu";
  const { stdout } = await attempt([binary, "version", "-json"]);
  return tooOld(binary, stdout.match(/"terraform_version":\s*"(\d+)\.(\d+)/), 1, 5);
}

async function goProblem(): Promise<string | undefined> {
  if (!onPath("go")) return "there is no program go";
  const { stdout } = await attempt(["go", "version"]);
  return tooOld("go", stdout.match(/\bgo(\d+)\.(\d+)/), 1, 23);
}

/** What is wrong with a program's version, if anything. @param version its first two numbers, as they were found */
function tooOld(name: string, version: RegExpMatchArray | null, major: number, minor: number): string | undefined {
  const [isMajor, isMinor] = [Number(version?.[1]), Number(version?.[2])];
  return isMajor > major || (isMajor === major && isMinor >= minor)
    ? undefined
    : `${name} is ${isMajor}.${isMinor}, ${major}.${minor} or later is needed`;
}
