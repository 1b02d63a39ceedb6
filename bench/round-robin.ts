import { LabError } from "../scripts/run/errors";
import { waitFor } from "../scripts/run/wait";
import { judgeRoundRobin } from "../scripts/verify/alternation";
import type { Declared } from "./declared";
import { type Ask, runInGuest } from "./guest";

/**
 * Waits until the client's requests to the VIP are answered by the real servers in turn.
 *
 * @throws LabError with the last answers when that takes longer than the limit
 */
export async function untilRoundRobin(client: Ask, declared: Declared, limitSeconds = 600): Promise<void> {
  const { pages, vip } = declared;
  // None after one that failed: questions that were asked too early must not put the end off. A connection that is not
  // answered yet tries again within two seconds by itself, and costs the guest less than another curl.
  const requests = Array.from({ length: 2 * pages.length }, () => `curl -s -m 5 ${vip}`).join(" && ");
  let last = "the client's agent did not answer";
  const holds = async () => {
    try {
      const answers = (await runInGuest(client, ["sh", "-c", requests])).split("\n").filter(Boolean);
      last = `the client got: ${answers.join(", ") || "nothing"}`;
      return judgeRoundRobin(pages, answers).holds && answers.length === 2 * pages.length ? true : undefined;
    } catch {
      return undefined;
    }
  };
  if (!(await waitFor(holds, limitSeconds, 1))) throw new LabError(`no round robin in ${limitSeconds} s; ${last}`);
}
