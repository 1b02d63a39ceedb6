import type { LabDescription, MachineDescription, Role } from "../../constructs/lab-description";
import { machineLines } from "./words";

/** Where everything of a lab stands in a drawing, in the units of SVG: client, director and real servers from left to right. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly buses: readonly Bus[];
  readonly ports: readonly Port[];
}

/** A machine. */
export interface Box {
  readonly machine: string;
  readonly role: Role;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** What is written in it below its name. */
  readonly lines: readonly string[];
}

/** A network: a vertical line between two columns of machines. */
export interface Bus {
  readonly id: string;
  readonly cidr: string;
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
}

/** Where an interface leaves its machine's box. */
export interface Port {
  /** Machine and interface: "lvs eth1". */
  readonly tap: string;
  readonly network: string;
  readonly x: number;
  readonly y: number;
}

/** Room above the boxes for the networks' names. */
const top = 64;
/** From the edge, between boxes below each other, and between columns, where the networks are. */
const [margin, gap, between] = [20, 26, 140];
export const [nameHeight, lineHeight] = [40, 26];
/** Width of a character of the text in a box, a little more than of most, and of a box at least. */
const [characterWidth, narrowest] = [9.3, 220];

/** The column of each role: a machine without one stands below the real servers. */
const columns: Readonly<Record<Role, number>> = { client: 0, director: 1, "real-server": 2, machine: 2 };

/** Lays a lab out. */
export function layoutOf(lab: LabDescription): Layout {
  const stacks = [0, 1, 2].map((column) => lab.machines.filter(({ role }) => columns[role] === column));
  const heights = stacks.map((machines) => sum(machines.map((machine) => heightOf(machine, lab) + gap)) - gap);
  const widths = stacks.map((machines) => Math.max(narrowest, ...machines.map((machine) => widthOf(machine, lab))));
  const lefts = widths.map((_, column) => margin + sum(widths.slice(0, column)) + column * between);
  const tallest = Math.max(0, ...heights);
  const boxes = stacks.flatMap((machines, column) => {
    let y = top + (tallest - (heights[column] ?? 0)) / 2;
    return machines.map((machine): Box => {
      const [x, width, height] = [lefts[column] ?? 0, widths[column] ?? 0, heightOf(machine, lab)];
      const box = { x, y, width, height, lines: machineLines(machine, lab) };
      y += height + gap;
      return { machine: machine.name, role: machine.role, ...box };
    });
  });
  const buses = busesOf(lab, lefts, top + tallest);
  return {
    width: 2 * margin + sum(widths) + 2 * between,
    height: top + tallest + margin,
    boxes,
    buses,
    ports: lab.machines.flatMap((machine) => portsOf(machine, boxes, buses)),
  };
}

function heightOf(machine: MachineDescription, lab: LabDescription): number {
  return nameHeight + machineLines(machine, lab).length * lineHeight + 8;
}

function widthOf(machine: MachineDescription, lab: LabDescription): number {
  const longest = Math.max(...machineLines(machine, lab).map(({ length }) => length));
  return Math.ceil(longest * characterWidth + 28);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

/** Each network between the columns that it joins; those between the same columns stand side by side. */
function busesOf(lab: LabDescription, lefts: readonly number[], bottom: number): Bus[] {
  const slots = lab.networks.map(({ id }) => {
    const members = lab.machines.filter(({ interfaces }) => interfaces.some(({ network }) => network === id));
    return members.some(({ role }) => role === "client") ? 0 : 1;
  });
  return lab.networks.map(({ id, cidr }, index) => {
    const slot = slots[index] ?? 0;
    const sharing = slots.filter((other) => other === slot).length;
    const turn = slots.slice(0, index).filter((other) => other === slot).length + 1;
    const x = (lefts[slot + 1] ?? 0) - between + (between * turn) / (sharing + 1);
    return { id, cidr, x, top: top - 14, bottom };
  });
}

function portsOf(machine: MachineDescription, boxes: readonly Box[], buses: readonly Bus[]): Port[] {
  const box = boxes.find((candidate) => candidate.machine === machine.name);
  if (!box) return [];
  return machine.interfaces.map(({ name, network }, index) => {
    const bus = buses.find(({ id }) => id === network);
    const right = (bus?.x ?? 0) > box.x;
    const y = box.y + nameHeight + lineHeight * (index + 0.5) - 4;
    return { tap: `${machine.name} ${name}`, network, x: right ? box.x + box.width : box.x, y };
  });
}
