/** Names on the host that are not a lab's: scripts/ gives them to things of its own. */
export const reservedNames = {
  /** The domain that is booted to have its memory saved. No machine of a lab can have this name. */
  primedDomain: "primed_image",
  /** The pool that serves the images. */
  imagePool: "lvs-nat-images",
} as const;
