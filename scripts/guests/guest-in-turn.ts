import pLimit from "p-limit";
import { GuestAgent } from "./guest-agent";

/**
 * A machine that is given one command at a time, in the order in which they come. It has one processor: commands that run at once
 * only end later, and the one that others wait for ends last.
 */
export class GuestInTurn extends GuestAgent {
  private readonly turn = pLimit(1);

  override attempt(...command: Parameters<GuestAgent["attempt"]>): ReturnType<GuestAgent["attempt"]> {
    return this.turn(() => super.attempt(...command));
  }
}
