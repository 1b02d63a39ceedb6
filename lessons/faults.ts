import type { Fault } from "./fault";
import { clientFaults } from "./faults/client";
import { directorFaults } from "./faults/director";
import { realServerFaults } from "./faults/real-servers";
import { tableFaults } from "./faults/table";

/** The faults that `./lab break` chooses from. Their order is part of what a seed means. */
export const faults: readonly Fault[] = [...directorFaults, ...tableFaults, ...clientFaults, ...realServerFaults];
