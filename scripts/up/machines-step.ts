import { type Guest, Guests } from "../guests/guests";
import type { Progress } from "../guests/readiness";
import { fresh } from "../memory/fresh";
import { startedFrom } from "../memory/memory-files";
import { settle } from "../settings/settle";
import { settleWithServers } from "../settings/settle-with-servers";
import { deployedLab } from "../terraform/state";
import type { Stack } from "../terraform/synth";
import { lines, type Step } from "./making";
import { count } from "./phrases";
import { readyOrBooted } from "./ready-or-booted";
import { heldBack, holdBack, inStartOrder, inTurns, letGo, startWidth } from "./staged-start";

/**
 * Waits for a lab's machines, and puts right what is not as declared in them.
 *
 * @param seen names of the machines that were as declared before: they are not looked at again where nothing is changed
 */
export function machinesStep(stack: Stack, seen: Promise<readonly string[]> | undefined): Step {
  return {
    title: "machines",
    task: async (making, task) => {
      making.lab = deployedLab(stack.name) ?? stack.declared;
      making.mended = [];
      const { changes, isNew, lab, mended: allMended, started } = making;
      const resumed = changes.add > 0 ? startedFrom(lab, fresh) : [];
      const machines = inStartOrder(lab.machines);
      const booting = machines.filter((one) => started.has(one.name) && !resumed.includes(one));
      await holdBack(lab, booting);
      const waiting = await heldBack(lab);
      const done = changes.add + changes.change + changes.remove === 0 ? await seen : [];
      const guests = new Guests(lab);
      const inTurn = inTurns(booting.length > startWidth() ? startWidth() : Number.POSITIVE_INFINITY);

      /** @returns what was put right */
      const follow = async (guest: Guest, tell: (words: string) => void) => {
        let instead: string | undefined;
        await inTurn(async (passOn) => {
          if (waiting.includes(guest.machine)) await letGo(lab, guest.machine);
          const onProgress = (progress: Progress) => {
            tell(progress);
            if (progress === "ready") passOn();
          };
          instead = await readyOrBooted(lab, guest, onProgress);
        });
        // A host that goes down now must not take with it what the first boot has written.
        if (started.has(guest.machine.name)) await guest.agent.run(["sync"]);
        // The machines of a new lab are what their seeds say, and cloud-init has started their services.
        const settled = started.size > 0 ? settleWithServers : settle;
        const mended = isNew ? [] : await settled(lab, guest);
        const mendings = mended.length > 0 ? `, ${count(mended.length, "thing", "things")} put right` : "";
        tell(`ready${instead ? `, ${instead}` : ""}${mendings}`);
        return mended;
      };

      return task.newListr(
        machines.map(({ name }) => ({
          title: name,
          task: async (_, machine) => {
            const tell = (words: string) => {
              machine.title = `${name}: ${words}`;
            };
            if (done?.includes(name)) return void tell("ready");
            const mended = await follow(guests.named(name), tell);
            allMended.push(...mended);
            return lines(
              machine,
              mended.map(({ words }) => `${name}, put right: ${words}`),
            );
          },
        })),
        { concurrent: true },
      );
    },
  };
}
