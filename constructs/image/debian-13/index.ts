import type { GuestImage } from "../guest-image";
import { recipeHash } from "../image-recipe";
import { cloudConfigKeys } from "./cloud-config";
import { debian13Recipe } from "./recipe";

/**
 * Debian 13 ("trixie") with all that the lab needs inside: the default image.
 *
 * The name carries the hash of the recipe, so that a changed recipe is another image. Nothing has to be built to know
 * it; `./lab image build` builds it.
 */
export function debian13(): GuestImage {
  return {
    name: `debian-13-${recipeHash(debian13Recipe())}`,
    family: "debian",
    directBoot: true,
    kernelArguments,
    cloudConfigKeys,
    primingArguments: [...kernelArguments.filter((word) => word !== "rw"), "ro", "lab.hold"],
  };
}

const kernelArguments: readonly string[] = [
  "root=/dev/vda",
  "rw",
  "console=ttyS0",
  "net.ifnames=0", // eth0, eth1, as in every drawing of LVS
  "ipv6.disable=1",
  "quiet",
  // Guards against other users of a CPU, of whom a lab guest has none; under emulation they cost a quarter of the boot.
  "mitigations=off",
  // Equal addresses in every process let QEMU use the code again that it has translated for another.
  "norandmaps",
  // A guest that does nothing is woken ten times a second otherwise, each time for a thousandth of a second of a host's processor:
  // by pressure statistics, by counters and by a look whether memory is in pieces.
  "psi=0",
  "sysctl.vm.stat_interval=60",
  "sysctl.vm.compaction_proactiveness=0",
  // A kernel that has come to grief starts again, instead of standing there until somebody sees it; under QEMU's emulation a machine that
  // was resumed now and then does: https://docs.kernel.org/admin-guide/kernel-parameters.html
  "oops=panic",
  "panic=1",
];
