import { chmodSync, statSync } from "node:fs";
import { run } from "../run/run";

/** Someone to run a suite as. */
export interface Actor {
  readonly name: string;
  /** The words before a command that make it run as this user. */
  readonly prefix: readonly string[];
  readonly home: string;
}

export const asRoot = process.getuid?.() === 0;

/** Who runs this process. */
export const self: Actor = { name: asRoot ? "root" : "this user", prefix: [], home: process.env.HOME ?? "/" };

/** Makes an ordinary user who can open the tap device, and takes both back. */
export async function withOrdinaryUser<T>(use: (actor: Actor) => Promise<T>): Promise<T> {
  const name = `lab-test-${process.pid}`;
  const tap = "/dev/net/tun";
  const { mode } = statSync(tap);
  await run("making an ordinary user", ["useradd", "--create-home", "--shell", "/bin/sh", name]);
  chmodSync(tap, 0o666);
  try {
    return await use({ name, prefix: ["runuser", "-u", name, "--"], home: `/home/${name}` });
  } finally {
    chmodSync(tap, mode & 0o777);
    await run("removing the ordinary user", ["userdel", "--remove", "--force", name]);
  }
}
