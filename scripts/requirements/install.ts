import { createInterface } from "node:readline/promises";
import { project } from "../project";
import { LabError } from "../run/errors";
import { run } from "../run/run";
import { checkRequirements, type Finding } from "./check";
import { onPath } from "./on-path";
import type { Requirement } from "./requirement";
import { requirements } from "./requirements";

/**
 * Installs what is missing, after asking once.
 *
 * @param more what is needed besides the requirements of the lab itself
 * @param consent true: don't ask (`--yes`, or CI=true)
 * @throws LabError naming each thing that is missing still, why it is needed and the command that mends it
 */
export async function ensureRequirements(consent: boolean, more: readonly Requirement[] = []): Promise<void> {
  const missing = (await checkRequirements([...requirements(), ...more])).filter((finding) => finding.problem);
  if (missing.length === 0) return;
  const commands = mendingCommands(missing);
  if (commands.length > 0 && canBecomeRoot() && (consent || (await agreed(missing, commands)))) {
    for (const command of commands) await asRoot(command);
  }
  for (const { requirement } of missing) {
    if (requirement.asUser) await asUser(requirement);
  }
  const still = (await checkRequirements(missing.map(({ requirement }) => requirement))).filter((f) => f.problem);
  if (still.length > 0) throw new LabError(`this machine lacks:\n${still.map(sentence).join("\n")}`);
}

/** The commands, to be run as root, that mend these findings as far as commands can. */
export function mendingCommands(findings: readonly Finding[]): string[][] {
  const packages = [...new Set(findings.flatMap(({ requirement }) => requirement.packages ?? []))];
  const aptHere = onPath("apt-get");
  return [
    ...(packages.length > 0 && aptHere
      ? [
          ["apt-get", "update", "-qq"],
          // Without the recommended packages: they would start a system libvirt that nobody asked for.
          ["apt-get", "install", "--yes", "--no-install-recommends", ...packages],
        ]
      : []),
    ...findings.flatMap(({ requirement }) => (requirement.asRoot ? [[...requirement.asRoot]] : [])),
  ];
}

function canBecomeRoot(): boolean {
  return process.getuid?.() === 0 || onPath("sudo");
}

async function agreed(missing: readonly Finding[], commands: readonly string[][]): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  const sudo = process.getuid?.() === 0 ? "" : "sudo ";
  process.stderr.write(`This machine lacks:\n${missing.map(sentence).join("\n")}\n\nThese commands mend it:\n`);
  for (const command of commands) process.stderr.write(`  ${sudo}${command.join(" ")}\n`);
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await reader.question("Run them now? [Y/n] ");
  reader.close();
  return /^(y|yes|)$/i.test(answer.trim());
}

async function asRoot(command: readonly string[]): Promise<void> {
  process.stderr.write(`running ${command.join(" ")}\n`);
  const prefix = process.getuid?.() === 0 ? [] : ["sudo"];
  await run("installing what is missing", [...prefix, "env", "DEBIAN_FRONTEND=noninteractive", ...command], {
    timeoutSeconds: 1800,
  });
}

async function asUser({ name, asUser = [] }: Requirement): Promise<void> {
  process.stderr.write(`running ${asUser.join(" ")}\n`);
  await run(`getting ${name}`, asUser, { cwd: project.root });
}

function sentence({ requirement, problem, mend }: Finding): string {
  return `  ${requirement.name} (${requirement.why}): ${problem}; ${mend}`;
}
