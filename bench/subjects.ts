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
    { name: floor, measure: (note) => plainQemu(floor, declared, stock, note) },
    { name: "plain QEMU, own image", measure: (note) => plainQemu("plain QEMU, own image", declared, own, note) },
    { name: "lab up, saved states off", measure: (note) => labWithoutSavedStates(copy, note) },
    { name: "lab up, first", measure: (note) => labLife(copy, note) },
    { name: "synth", measure: (note) => shortCommands(copy, note) },
    {
      name: "virt-install",
      measure: (note) => virtInstall(declared, stock, note),
      slow: true,
      install: installVirtInstall,
    },
    { name: "kcli", measure: (note) => kcli(declared, stock, note), slow: true, install: installKcli },
  ];
}
