import type { GuestFile } from "./cloud-init/guest-setup";
import type { GuestImage } from "./image/guest-image";
import type { LabNetwork } from "./lab-network";

/** What every machine can be given, whatever its role. */
export interface MachineOptions extends GuestExtras {
  /**
   * Memory in MiB, a whole number from 256: the guest's system and its first boot need that much.
   *
   * @default 384
   */
  readonly memoryMiB?: number;

  /**
   * Virtual CPUs, from 1.
   *
   * @default 1
   */
  readonly vcpus?: number;

  /**
   * The image that the machine's disk is an overlay of.
   *
   * @default - the lab's
   */
  readonly image?: GuestImage;
}

/** What the guest gets beside what its role needs. Files are changed in the running guest; any other change makes the machine anew. */
export interface GuestExtras {
  /**
   * Text files, owned by root with mode 0644; not those that the lab writes itself. Before anything is started. 256 KiB at most,
   * together with `cloudInit`.
   *
   * @default - none
   */
  readonly files?: readonly GuestFile[];

  /**
   * Paths, on this computer, of packages to install at first boot, before the commands of any `runcmd`: .deb on the
   * family `debian` (`dpkg --install`), .rpm on `rhel` (`rpm --install`). What they depend on must be in the image or
   * among them, since the guest has no way out. A relative path begins at the folder in which the app is run. 4 MiB
   * together at most; more belongs into an image.
   *
   * @default - none
   */
  readonly packageFiles?: readonly string[];

  /**
   * More cloud-config: lists such as `runcmd`, `bootcmd` or `write_files` go behind the lab's own, maps are merged. What
   * the lab sets itself, such as `hostname`, can't be set. The lab's own image runs the modules for bootcmd, write_files,
   * users, groups, chpasswd, timezone, runcmd and power_state alone; what cloud-init's schema refuses in them is refused at synth.
   * https://docs.cloud-init.io/en/latest/reference/modules.html
   *
   * @default - none
   */
  readonly cloudInit?: Readonly<Record<string, unknown>>;
}

/** What a machine with a role can be given: the role decides its first interfaces. */
export interface RoleOptions extends MachineOptions {
  /**
   * Interfaces in further networks, behind the role's own: the next ethN, and so on.
   *
   * @default - none
   */
  readonly extraInterfaces?: readonly MachineInterface[];
}

/** A network interface of a machine. */
export interface MachineInterface {
  readonly network: LabNetwork;
  /** An IPv4 address of the network that no other machine has. */
  readonly address: string;
  /**
   * Further addresses of the network on the same interface.
   *
   * @default - none
   */
  readonly extraAddresses?: readonly string[];
}
