/** A line of the result: a measurement, against another one or by itself, and what it must not exceed. */
export interface Row {
  readonly title: string;
  /** The measurement. */
  readonly of: string;
  /** What it is divided by, of the same round. @default - nothing: the number itself counts */
  readonly against?: string;
  /** Upper limit of the ratio, or of the number. @default - none: shown for comparison */
  readonly bound?: number;
  readonly unit: "s" | "MiB";
}

/** Plain QEMU on the stock image: all that waits for virtual machines is measured against it. */
export const floor = "floor";

const seconds = (title: string, of: string, bound?: number, against = floor): Row => ({
  title,
  of,
  against,
  bound,
  unit: "s",
});
const mebibytes = (title: string, of: string, bound?: number): Row => ({ title, of, bound, unit: "MiB" });

/** The lines of the result, in order. */
export const rows: readonly Row[] = [
  seconds("plain QEMU, stock image: the floor", floor),
  seconds("plain QEMU, the lab's image", "plain QEMU, own image"),
  seconds("virt-install, stock image", "virt-install"),
  seconds("kcli, stock image", "kcli"),
  seconds("lab up, first on an image", "lab up, first", 0.35),
  seconds(
    "lab up, saved states off, to plain QEMU with the lab's image",
    "lab up, saved states off",
    1.1,
    "plain QEMU, own image",
  ),
  seconds("lab up, another declaration", "lab up, another declaration", 0.15),
  seconds("lab up, a declaration that was up before", "lab up, same declaration", 0.06),
  seconds("lab reset", "lab reset", 0.03),
  seconds("lab down", "lab down", 0.02),
  seconds("virt-install: virsh destroy, undefine", "virt-install down"),
  seconds("kcli delete plan", "kcli down"),
  seconds("lab up, nothing to change", "lab up, no change", 0.03),
  seconds("lab up, a page and a weight changed in place", "lab up, edit"),
  seconds("synth, to an app that only imports cdktf", "synth", 2, "import cdktf"),
  seconds("lab --help, to node -e 0", "lab --help", 10, "node -e 0"),
  seconds("lab status, to node -e 0", "lab status, up", 10, "node -e 0"),
  mebibytes("memory of a lab, first up", "lab memory", 1536),
  mebibytes("memory of a lab, another declaration", "lab memory, resumed", 1536),
  mebibytes("memory of a lab that was up before", "lab memory, same declaration", 1536),
  mebibytes("memory, plain QEMU, stock image", "floor memory"),
  mebibytes("memory, plain QEMU, the lab's image", "plain QEMU, own image memory"),
  mebibytes("memory, virt-install", "virt-install memory"),
  mebibytes("memory, kcli", "kcli memory"),
  mebibytes("disk of a lab beyond the image", "lab disk", 143), // 150 MB
  mebibytes("saved states, lab up", "lab saved memory, up"),
  mebibytes("saved states, lab down", "lab saved memory, down"),
  { title: "trial of KVM, once a boot of this machine", of: "trial of KVM", unit: "s" },
];
