import { existsSync, readFileSync } from "node:fs";
import { attempt } from "../run/run";
import { onPath } from "./on-path";
import type { Requirement } from "./requirement";

const subuid = "/etc/subuid";
const subgid = "/etc/subgid";

/** Ids that useradd(8) gives each user (SUB_UID_COUNT), and where it begins (SUB_UID_MIN): login.defs(5) */
const idsPerUser = 65_536;
const lowestId = 100_000;

/** What root has and an ordinary user may lack: subordinate ids and user namespaces. */
export function ordinaryUser(): Requirement[] {
  return [
    {
      name: "subordinate ids",
      why: "QEMU sets supplementary groups, which needs more than one id (subuid(5))",
      problem: async () => (hasIds() ? undefined : `${subuid} or ${subgid} has no line for ${userName()}`),
      asRoot: ["usermod", "--add-subuids", freeRange(), "--add-subgids", freeRange(), userName()],
    },
    {
      name: "user namespaces",
      why: "the lab's own networks without root",
      problem: async () => {
        if (!onPath("newuidmap") || !hasIds()) return undefined; // told by their own rows
        const { exitCode, stderr } = await attempt(["unshare", "--map-auto", "--map-root-user", "--net", "true"]);
        return exitCode === 0 ? undefined : `this host refuses them: ${stderr.trim()}`;
      },
      advice:
        "run ./lab as root, or allow them: on Ubuntu `sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0`",
    },
  ];
}

function hasIds(): boolean {
  const line = new RegExp(`^(${userName()}|${process.getuid?.()}):`, "m");
  return [subuid, subgid].every((file) => line.test(textOf(file)));
}

/** A range of subordinate ids that nobody has, in the form of usermod(8). */
function freeRange(): string {
  const first = firstFreeId(`${textOf(subuid)}\n${textOf(subgid)}`);
  return `${first}-${first + idsPerUser - 1}`;
}

/** The first id behind all ranges of a subuid(5) file: lines of user, first id and number. */
export function firstFreeId(text: string): number {
  const ends = [...text.matchAll(/^[^:\n]+:(\d+):(\d+)$/gm)].map(([, first, count]) => Number(first) + Number(count));
  return Math.max(lowestId, ...ends);
}

function textOf(file: string): string {
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

function userName(): string {
  const uid = `${process.getuid?.()}`;
  const entries = textOf("/etc/passwd").split("\n");
  return entries.map((entry) => entry.split(":")).find(([, , id]) => id === uid)?.[0] ?? uid;
}
