import type { LabDescription } from "../../../constructs/lab-description";
import type { Guests } from "../../guests/guests";
import { isEmbedded } from "../../host/embedded-host";
import type { Tap } from "../tap";
import type { RunningCapture } from "./capture";
import { captureInGuests } from "./guest-capture";
import { captureOnHost } from "./host-capture";

/** How a capture is to be made. */
export interface CaptureOptions {
  /** Capture inside the machines though the host would let one. */
  readonly inGuests: boolean;
  /** An empty folder for its files. */
  readonly folder: string;
}

/** Starts to capture on all taps: on the host's end of each link where the host lets one, else inside the machines. */
export function startCapture(
  lab: LabDescription,
  taps: readonly Tap[],
  guests: Guests,
  { inGuests, folder }: CaptureOptions,
): Promise<RunningCapture> {
  return isEmbedded(lab) && !inGuests ? captureOnHost(lab, taps, folder) : captureInGuests(lab, taps, guests, folder);
}
