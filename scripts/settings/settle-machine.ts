import { settingsRecord, settingsRecordPath } from "../../constructs/cloud-init/settings-record";
import { Guests } from "../guests/guests";
import { LabError } from "../run/errors";
import { readDeclared } from "../terraform/synth";
import { settingsOf } from "./guest-state";
import { settle } from "./settle";
import { waitForServers } from "./wait-for-servers";

/**
 * Terraform runs this in the stack's folder when a machine's settings are new or others: makes its running guest what is
 * declared. A machine that boots for the first time gets there by itself, from its seed.
 *
 * usage: settle-machine.ts MACHINE
 */
async function settleMachine(name: string): Promise<void> {
  const lab = readDeclared("cdk.tf.json");
  const guest = new Guests(lab).named(name);
  if (process.env.LAB_BORN_WITH === lab.guests[name]?.seed) {
    // It boots, and has no record yet or does not answer; or it went on from where it had all that is declared.
    const record = (await guest.agent.readFile(settingsRecordPath)) || undefined;
    if (record === undefined || record === settingsRecord(settingsOf(lab, guest.machine))) return;
  }
  await waitForServers(lab, guest);
  for (const { words } of await settle(lab, guest)) process.stdout.write(`${name}: mended: ${words}\n`);
}

settleMachine(process.argv[2] ?? "").catch((error: unknown) => {
  if (!(error instanceof LabError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
