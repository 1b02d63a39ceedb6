import type { Case } from "../case";
import type { Journey } from "../journeys";
import { astray } from "./astray";
import { lostAtVip } from "./lost-at-vip";
import { lostInside } from "./lost-inside";
import { noAnswer } from "./no-answer";
import type { Note } from "./note";
import { refused } from "./refused";
import { replyIgnored } from "./reply-ignored";
import { unansweredArp } from "./unanswered-arp";

const judges = [astray, lostInside, lostAtVip, noAnswer, replyIgnored, refused, unansweredArp];

/** All that is to be said of a journey; nothing where it went as in a working lab. */
export function notesOn(journey: Journey, known: Case): Note[] {
  return judges.flatMap((judge) => judge(journey, known) ?? []);
}
