import type { LabDescription, MachineDescription } from "../../constructs/lab-description";
import { UsageError } from "../run/errors";
import { GuestAgent } from "./guest-agent";

/** A machine of the lab, and the way to it. */
export interface Guest {
  readonly machine: MachineDescription;
  readonly agent: GuestAgent;
}

/** The machines of a lab, by name and by role. */
export class Guests {
  readonly all: readonly Guest[];

  /** @param Agent how they are reached. @default - commands run as soon as they are given, several at once */
  constructor(lab: LabDescription, Agent: typeof GuestAgent = GuestAgent) {
    this.all = lab.machines.map((machine) => ({ machine, agent: new Agent(lab.hostUri, machine.domain) }));
  }

  /** @throws UsageError when the lab has no machine of this name */
  named(name: string): Guest {
    const guest = this.all.find(({ machine }) => machine.name === name);
    if (!guest) {
      const names = this.all.map(({ machine }) => machine.name).join(", ");
      throw new UsageError(`there is no machine ${name} in this lab; it has ${names}`);
    }
    return guest;
  }

  /** The first machine of a role. @throws UsageError when the lab has none */
  role(role: MachineDescription["role"]): Guest {
    const guest = this.all.find(({ machine }) => machine.role === role);
    if (!guest) throw new UsageError(`this lab has no ${role}; declare one in main.ts`);
    return guest;
  }
}
