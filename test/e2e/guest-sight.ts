import type { LabStatus } from "../../scripts/verbs/status";
import { lab, type } from "./command-line";

/** What can be seen of how a guest is set up. */
export interface GuestSight {
  readonly rules: readonly string[];
  readonly addresses: readonly string[];
  readonly routes: readonly string[];
  readonly kernelSettings: readonly string[];
  readonly files: readonly string[];
  readonly listeners: readonly string[];
}

/** Rules, addresses, routes, kernel settings, files and listeners, sorted. */
const look = `
echo "== rules"; ipvsadm -Sn 2> /dev/null
echo "== addresses"; ip -4 -o address show | sed "s/.*inet //; s/ .*//"
echo "== routes"; ip -4 route show | sed 's/ *$//'
echo "== kernelSettings"; sysctl net.ipv4.ip_forward; sysctl -a 2> /dev/null | grep '^net.ipv4.vs' | grep -v 'sync_qlen_max'
echo "== files"; cd / && find etc var/www var/lib/lab -type f ! -name machine-id -exec sha256sum {} +
echo "== listeners"; ss -Hltnu | awk '{ print $1, $5 }'`;

export function sightOf(machine: string): GuestSight {
  const sections = lab("exec", machine, "--", "sh", "-c", look)
    .split(/^== /m)
    .slice(1)
    .map((section) => {
      const [name = "", ...lines] = section.trim().split("\n");
      return [name, lines.sort()] as const;
    });
  return Object.fromEntries(sections) as unknown as GuestSight;
}

/** All machines of the lab that is up. */
export function sightsOf(): Record<string, GuestSight> {
  return Object.fromEntries(machineNames().map((name) => [name, sightOf(name)]));
}

/** An id that the kernel makes at each boot: random(4). Machines that were resumed from one memory share it. */
export function bootIds(): Record<string, string> {
  const read = (name: string) => lab("exec", name, "--", "cat", "/proc/sys/kernel/random/boot_id").trim();
  return Object.fromEntries(machineNames().map((name) => [name, read(name)]));
}

/** What must tell a machine from all others, and be of now, whatever memory it was resumed from. */
export interface GuestIdentity {
  readonly hostName: string;
  /** Of its network interfaces, in their order. */
  readonly macs: readonly string[];
  readonly machineId: string;
  /** 16 bytes, hexadecimal. */
  readonly random: string;
  /** As clockErrorOf. */
  readonly clockError: number;
  /** Files of SSH host keys: nothing listens for SSH, so there are none to be shared. */
  readonly hostKeys: readonly string[];
}

const identify = `
hostname
cat /sys/class/net/eth*/address | tr "\\n" " "; echo
cat /etc/machine-id
head -c 16 /dev/urandom | od -An -tx1 | tr -d " \\n"; echo
date +%s
ls /etc/ssh/ssh_host_* 2> /dev/null`;

/** All machines of the lab that is up. */
export function identitiesOf(): GuestIdentity[] {
  return machineNames().map((name) => {
    const asked = Date.now();
    const told = lab("exec", name, "--", "sh", "-c", `${identify} || true`).trimEnd().split("\n");
    const [hostName = "", macs = "", machineId = "", random = "", clock = "", ...hostKeys] = told;
    const clockError = secondsOutside(Number(clock), asked);
    return { hostName, macs: macs.trim().split(" "), machineId, random, clockError, hostKeys };
  });
}

/** Seconds by which a machine's clock is wrong; 0 where it is between the host's time before and after the question. */
export function clockErrorOf(machine: string): number {
  const asked = Date.now();
  return secondsOutside(Number(lab("exec", machine, "--", "date", "+%s")), asked);
}

/** A guest tells whole seconds, those that are over; `asked` is in milliseconds. */
function secondsOutside(told: number, asked: number): number {
  return Math.max(0, Math.floor(asked / 1000) - told, told - Date.now() / 1000);
}

/** Each machine's state, as `./lab status` says it; none where no lab is up. */
export function machineStates(): string[] {
  const [status] = JSON.parse(type("./lab", "status", "--json").stdout) as LabStatus[];
  return status?.machines.map(({ state }) => state) ?? [];
}

function machineNames(): string[] {
  const [status] = JSON.parse(lab("status", "--json")) as LabStatus[];
  return status?.machines.map(({ name }) => name) ?? [];
}
