import { Guests } from "../guests/guests";
import { waitUntilReady } from "../guests/wait-until-ready";
import { LabError } from "../run/errors";
import { readDeclared } from "../terraform/synth";
import { settleWithServers } from "./settle-with-servers";

/**
 * Makes the running guest of a machine what is declared, for settle-machine.sh, in the stack's folder.
 *
 * usage: settle-machine.ts MACHINE
 */
async function settleMachine(name: string): Promise<void> {
  const lab = readDeclared("cdk.tf.json");
  const guest = new Guests(lab).named(name);
  await waitUntilReady(lab, guest, () => {}, { services: false });
  for (const { words } of await settleWithServers(lab, guest)) process.stdout.write(`${name}: mended: ${words}\n`);
}

settleMachine(process.argv[2] ?? "").catch((error: unknown) => {
  if (!(error instanceof LabError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
