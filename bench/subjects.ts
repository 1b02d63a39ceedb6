import { kcli } from "./competitors/kcli";
import { installKcli, installVirtInstall } from "./competitors/tools";
import { virtInstall } from "./competitors/virt-install";
import type { Declared } from "./declared";
import type { GuestFiles } from "./guest-files";
import { labLife, labWithoutSavedStates } from "./lab";
import { plainQemu } from "./plain-qemu";
import type { ProjectCopy } from "./project-copy";
import type { Subject } from "./rounds";
import { floor } from "./rows";
import { shortCommands } from "./short-commands";

/** What the subjects work on. */
export interface Bench {
  readonly copy: ProjectCopy;
  readonly declared: Declared;
  readonly stock: GuestFiles;
  readonly own: GuestFiles;
}

interface BenchSubject extends Subject {
  /** Left out with --quick, which has ten minutes. */
  readonly slow?: boolean;
  /** Installs what it needs. */
  readonly install?: () => Promise<void>;
}

/** All that is measured, in the order of a round. */
export function subjects({ copy, declared, stock, own }: Bench): BenchSubject[] {
  return [
    { name: floor, measure: () => plainQemu(floor, declared, stock) },
    { name: "plain QEMU, own image", measure: () => plainQemu("plain QEMU, own image", declared, own) },
    { name: "lab up, saved states off", measure: () => labWithoutSavedStates(copy) },
    { name: "lab up, first", measure: () => labLife(copy) },
    { name: "synth", measure: () => shortCommands(copy) },
    {
      name: "virt-install",
      measure: () => virtInstall(declared, stock),
      slow: true,
      install: installVirtInstall,
    },
    { name: "kcli", measure: () => kcli(declared, stock), slow: true, install: installKcli },
  ];
}
