import { addressesOf } from "../../constructs/interface-addresses";
import type { LabDescription, MachineDescription } from "../../constructs/lab-description";
import { serviceName } from "../../constructs/service-name";
import { addressName, isUp, type States, schedulingWords } from "../diagram/words";

/**
 * The lab as a drawing for a terminal: clients, director and real servers from left to right, each with its addresses and what LVS calls them; other
 * machines in a line each below.
 * Everything comes from the description.
 *
 * @param states what libvirt says of each machine; one that does not run is marked
 */
export function picture(lab: LabDescription, states: States = new Map()): string {
  const clients = lab.machines.filter(({ role }) => role === "client");
  const directors = lab.machines.filter(({ role }) => role === "director");
  const realServers = lab.machines.filter(({ role }) => role === "real-server");
  const columns = [clients, directors, realServers].map((machines) =>
    machines.flatMap((machine) => box(machine, states)),
  );
  const height = Math.max(...columns.map((column) => column.length));
  const cells = columns.map((column) => centred(column, height));
  const middle = Math.floor(height / 2);
  const rows = Array.from({ length: height }, (_, row) =>
    cells.map((column) => column[row] ?? "").join(row === middle ? " ───── " : "       "),
  );
  const others = lab.machines.filter(({ role }) => role === "machine");
  const networks = lab.networks.map(({ id, cidr }) => `${id} ${cidr}`);
  return [...rows, "", ...networks, ...lab.services.map(service), ...others.map((one) => otherMachine(one, states))]
    .map((line) => `  ${line}`.trimEnd())
    .join("\n");
}

function otherMachine(machine: MachineDescription, states: States): string {
  return `machine ${linesOf(machine, states).join(", ")}`;
}

function linesOf(machine: MachineDescription, states: States): string[] {
  const role = machine.role.replace("-", " ");
  const named = role === "machine" || role === machine.name;
  const state = isUp(states, machine.name) ? "" : ` (${states.get(machine.name)})`;
  return [
    `${machine.name}${state}${named ? "" : `, ${role}`}`,
    ...machine.interfaces.flatMap((card) =>
      addressesOf(card).map(
        (address) => `${card.name} ${address}/${card.prefixLength}${addressName(machine, address)}`,
      ),
    ),
    ...(machine.gateway ? [`gateway ${machine.gateway}`] : []),
  ];
}

function box(machine: MachineDescription, states: States): string[] {
  const lines = linesOf(machine, states);
  const width = Math.max(...lines.map(({ length }) => length));
  const body = lines.map((line) => `│ ${line.padEnd(width)} │`);
  return [`┌${"─".repeat(width + 2)}┐`, ...body, `└${"─".repeat(width + 2)}┘`];
}

function centred(lines: readonly string[], height: number): string[] {
  const width = Math.max(0, ...lines.map(({ length }) => length));
  const above = Math.floor((height - lines.length) / 2);
  return Array.from({ length: height }, (_, row) => (lines[row - above] ?? "").padEnd(width));
}

function service({ realServers, ...head }: LabDescription["services"][number]): string {
  const targets = realServers.map(
    ({ name, rip, port, weight }) => `${name} ${port === 0 ? rip : `${rip}:${port}`} weight ${weight}`,
  );
  return `virtual service ${serviceName(head)} ${schedulingWords(head)} → ${targets.join(", ")}`;
}
