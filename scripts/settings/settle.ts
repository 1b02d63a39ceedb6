import { keepOriginals } from "../../constructs/cloud-init/originals";
import { settingsRecord, settingsRecordPath } from "../../constructs/cloud-init/settings-record";
import type { DeployedLab } from "../../constructs/lab-description";
import { type Guest, Guests } from "../guests/guests";
import { isSetUp, waitUntilReady } from "../guests/wait-until-ready";
import { LabError } from "../run/errors";
import { type Difference, differences } from "./differences";
import { type GuestState, settingsOf } from "./guest-state";
import { observe } from "./observe";
import { writeFile } from "./write-file";

/** Looks at a guest. @returns what is not as it is declared */
async function driftOf(lab: DeployedLab, guest: Guest, apart: readonly string[] = []): Promise<Difference[]> {
  return differences(lab, guest.machine, await observe(lab, guest), apart);
}

/** Looks at a guest when it has booted: before, services are not up that will be. */
async function observeBooted(lab: DeployedLab, guest: Guest): Promise<GuestState> {
  const state = await observe(lab, guest);
  if (state.booted) return state;
  await waitUntilReady(lab, guest, () => {});
  return observe(lab, guest);
}

/**
 * Looks at the guests of a lab that is there, whatever state they are in, and waits for none.
 *
 * @returns names of those that have booted and are as they are declared
 */
export async function asDeclared(lab: DeployedLab): Promise<string[]> {
  const holds = async (guest: Guest) => {
    if (!(await isSetUp(guest))) return false;
    const state = await observe(lab, guest);
    return state.booted && differences(lab, guest.machine, state).length === 0;
  };
  const names = new Guests(lab).all.map(async (guest) =>
    (await holds(guest).catch(() => false)) ? [guest.machine.name] : [],
  );
  return (await Promise.all(names)).flat();
}

/** Looks at all guests of a lab. @returns what is not as it is declared */
export async function driftOfLab(lab: DeployedLab): Promise<Difference[]> {
  return (await Promise.all(new Guests(lab).all.map((guest) => driftOf(lab, guest)))).flat();
}

/**
 * Makes a running guest what is declared for it, and touches nothing that is so already.
 *
 * @param apart RIPs of real servers that a director's table is left as it is for
 * @returns what was not so
 * @throws LabError when something can't be mended, with all that is not as declared afterwards
 */
export async function settle(
  lab: DeployedLab,
  guest: Guest,
  apart: readonly string[] = [],
): Promise<readonly Difference[]> {
  const found = differences(lab, guest.machine, await observeBooted(lab, guest), apart);
  for (const { write, commands } of found) {
    if (write?.isNew) await guest.agent.run(["sh", "-c", keepOriginals, "sh", write.path]);
    if (write) await writeFile(guest, write.path, write.content);
    for (const command of commands) await guest.agent.run(command);
  }
  if (found.length === 0) return found;
  await writeFile(guest, settingsRecordPath, settingsRecord(settingsOf(lab, guest.machine)));
  const left = await driftOf(lab, guest, apart);
  if (left.length > 0) {
    const list = left.map(({ words }) => `  ${words}`).join("\n");
    throw new LabError(
      `${guest.machine.name} can't be made what is declared; ./lab down and ./lab up make it anew:\n${list}`,
    );
  }
  return found;
}
