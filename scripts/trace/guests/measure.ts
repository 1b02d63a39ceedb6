import { addressesOf } from "../../../constructs/interface-addresses";
import type { LabDescription } from "../../../constructs/lab-description";
import type { Guest, Guests } from "../../guests/guests";
import { machineStates, notThere } from "../../guests/machine-states";
import { type Facts, factsScript, parseFacts } from "./facts";
import { type HookCounts, hookRules, parseHookCounters, readHookCounters } from "./hook-counters";

/** A machine before and after what was traced. */
export interface Measured {
  readonly machine: string;
  /** libvirt's word for how the machine is: "running", "paused". */
  readonly state: string;
  /** Absent where the machine could not be asked. */
  readonly before?: Facts;
  readonly after?: Facts;
  /** Directors only, where nft(8) is there: packets by netfilter hook. */
  readonly hooks?: HookCounts;
}

/** A measurement that has begun. */
export interface Measurement {
  /** Asks all machines again and takes the counters away. */
  end(): Promise<Measured[]>;
}

/** Seconds that a machine has for its answer. */
const limitSeconds = 60;

/** Asks all running machines, and has each director count packets at netfilter's hooks until the end. */
export async function beginMeasuring(lab: LabDescription, guests: Guests): Promise<Measurement> {
  const states = await machineStates(lab);
  const stateOf = ({ machine }: Guest) => states.get(machine.name) ?? notThere;
  const before = await Promise.all(
    guests.all.map(async (guest) => {
      if (stateOf(guest) !== "running") return undefined;
      if (guest.machine.role === "director") await countAtHooks(lab, guest);
      return factsOf(lab, guest);
    }),
  );
  return {
    end: () =>
      Promise.all(
        guests.all.map(async (guest, index) => ({
          machine: guest.machine.name,
          state: stateOf(guest),
          ...(before[index] && {
            before: before[index],
            after: await factsOf(lab, guest),
            ...(guest.machine.role === "director" && { hooks: await hookCounts(guest) }),
          }),
        })),
      ),
  };
}

async function factsOf(lab: LabDescription, { machine, agent }: Guest): Promise<Facts> {
  const addresses = lab.machines
    .filter(({ name }) => name !== machine.name)
    .flatMap(({ interfaces }) => interfaces.flatMap(addressesOf));
  const role = machine.role === "director" ? "director" : "other";
  return parseFacts(await agent.run(["sh", "-c", factsScript, "sh", role, ...addresses], limitSeconds));
}

async function countAtHooks(lab: LabDescription, { machine, agent }: Guest): Promise<void> {
  const rules = hookRules(lab, machine.name);
  if (rules) await agent.attempt(["nft", "-f", "-"], limitSeconds, rules);
}

async function hookCounts({ agent }: Guest): Promise<HookCounts | undefined> {
  const { stdout } = await agent.attempt(["sh", "-c", readHookCounters], limitSeconds);
  return parseHookCounters(stdout);
}
