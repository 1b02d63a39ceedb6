import { addressesOf } from "../../constructs/interface-addresses";
import type { DeployedLab } from "../../constructs/lab-description";
import { examOf } from "../exam/exam";
import { Guests } from "../guests/guests";
import { notThere } from "../guests/machine-states";
import { type Progress, readinessOf } from "../guests/readiness";
import { chooseHost } from "../host/choose-host";
import { deployedLabs, knownLab, recordedLabs } from "../terraform/state";
import { readStates, requireDeployedLab, statesOf } from "./deployed";

/** The state of one machine. */
export interface MachineStatus {
  readonly name: string;
  readonly role: string;
  /** libvirt's word ("running", "shut off"), or how far a running machine has come. */
  readonly state: string;
  /** Whether libvirt says that it runs. */
  readonly runs: boolean;
  readonly addresses: readonly string[];
}

/** The state of a lab. */
export interface LabStatus {
  readonly lab: DeployedLab;
  readonly machines: readonly MachineStatus[];
  /** Whether every machine is ready. */
  readonly ready: boolean;
  /** When the exam that is on began, ISO 8601. @default - none is on */
  readonly exam?: string;
}

/**
 * Asks libvirt and the machines how they are.
 *
 * @param options.lab name of the one lab to ask about. @default - all that are up, but for those whose state is damaged where others are not
 * @throws LabError when a lab's host is gone, or is another than is asked for
 * @throws UsageError when the one lab is not up
 */
export async function status(options: { readonly lab?: string }): Promise<LabStatus[]> {
  chooseHost();
  const whole = recordedLabs().flatMap((name) => knownLab(name) ?? []);
  const all = () => (whole.length > 0 ? whole : readStates(deployedLabs));
  const labs = options.lab === undefined ? all() : [await requireDeployedLab(options.lab)];
  return Promise.all(labs.map(labStatus));
}

async function labStatus(lab: DeployedLab): Promise<LabStatus> {
  const states = await statesOf(lab);
  const machines = await Promise.all(
    new Guests(lab).all.map(async ({ machine, agent }) => {
      const state = states.get(machine.name) ?? notThere;
      const runs = state === "running";
      const shown: Progress | string = runs ? (await readinessOf(agent)).progress : state;
      const addresses = machine.interfaces.map((card) => `${card.name} ${addressesOf(card).join(" ")}`);
      return { name: machine.name, role: machine.role, state: shown, runs, addresses };
    }),
  );
  const exam = examOf(lab.name);
  const since = exam?.ready && !exam.grade ? { exam: exam.began } : {};
  return { lab, machines, ready: machines.every(({ state }) => state === "ready"), ...since };
}
