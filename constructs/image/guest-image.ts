/** The disk that guests start from. Each guest writes to an overlay of its own; the image itself never changes. */
export interface GuestImage {
  /** Name of the image's files without their ending. Other content has another name. */
  readonly name: string;

  /** Decides paths and package names: the web server is apache2 on `debian`, httpd on `rhel`. */
  readonly family: "debian" | "rhel";

  /**
   * The host starts the kernel itself, from `<name>.vmlinuz` and `<name>.initrd` beside the disk. Otherwise the disk
   * has a boot loader.
   */
  readonly directBoot: boolean;

  /** The kernel's command line, a word each; without `directBoot` the boot loader has it, and this is empty. */
  readonly kernelArguments: readonly string[];

  /**
   * The kernel's command line with which a guest boots as far as it can without a seed, its disk untouched, and waits
   * there, so that its memory can be saved and resumed as many machines.
   *
   * @default - the image cannot do that: each machine boots
   */
  readonly primingArguments?: readonly string[];

  /**
   * The top-level keys of cloud-config that a declaration's `cloudInit` may have, where the image's cloud-init runs not all modules.
   *
   * @default - all
   */
  readonly cloudConfigKeys?: readonly string[];

  /**
   * The file that the image is copied from.
   *
   * @default - the image is built from its recipe
   */
  readonly source?: string;

  /**
   * What is wrong with it, a sentence; a lab that uses it is refused.
   *
   * @default - nothing
   */
  readonly mistake?: string;
}
