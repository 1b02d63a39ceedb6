/** What a machine boots from, without a boot loader: QEMU loads kernel and initrd itself. */
export interface GuestFiles {
  readonly disk: string;
  readonly kernel: string;
  readonly initrd: string;
  readonly kernelArguments: readonly string[];
}
