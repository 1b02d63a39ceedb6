/** A command, and what it finds. */
export interface Scene {
  readonly command: readonly string[];
  /** What it finds, in words, and the commands that bring it about. */
  readonly on: string;
  readonly before: readonly (readonly string[])[];
  /** How long the command takes, undisturbed, in times of an `./lab up` that changes nothing. Moments are drawn from it. */
  readonly times: number;
}

export const up = ["./lab", "up"];
export const down = ["./lab", "down"];
const cdktf = (verb: string) => ["npx", "cdktf", verb, "--auto-approve"];

/** The commands that a soak disturbs. */
export const scenes: readonly Scene[] = [
  { command: up, on: "nothing", before: [down], times: 2.5 },
  { command: up, on: "a lab that is up", before: [up], times: 1 },
  { command: ["./lab", "reset"], on: "a lab that is up", before: [up], times: 0.8 },
  { command: down, on: "a lab that is up", before: [up], times: 0.6 },
  { command: cdktf("deploy"), on: "a host without a lab", before: [up, cdktf("destroy")], times: 4 },
];

/** The part of a command's time in which Node.js starts. */
export const earliest = 0.15;
