/** Units that the lab starts itself, where the declaration asks for them. */
export const disabledUnits: readonly string[] = ["apache2.service", "keepalived.service", "nftables.service"];

/** Units that start in every guest. */
export const enabledUnits: readonly string[] = [
  "ipvsadm.service",
  "lab-hold.service",
  "qemu-guest-agent.service",
  "systemd-networkd.service",
  "lab-console.service",
];

/** Units that do nothing for the lab and cost boot time; see docs/performance.md for what they are worth together. */
export const maskedUnits: readonly string[] = [
  // Timers: nothing to update, rotate or check in a machine that lives for an afternoon.
  "apt-daily.timer",
  "apt-daily-upgrade.timer",
  "dpkg-db-backup.timer",
  "e2scrub_all.timer",
  "e2scrub_reap.service",
  "fstrim.timer",
  "systemd-tmpfiles-clean.timer",
  // File systems and devices that the guest does not have.
  "dev-hugepages.mount",
  "dev-mqueue.mount",
  "kmod-static-nodes.service",
  "modprobe@configfs.service",
  "modprobe@drm.service",
  "modprobe@efi_pstore.service",
  "modprobe@fuse.service",
  "run-lock.mount",
  "proc-sys-fs-binfmt_misc.automount",
  "sys-fs-fuse-connections.mount",
  "sys-kernel-config.mount",
  "sys-kernel-debug.mount",
  "sys-kernel-tracing.mount",
  "systemd-binfmt.service",
  "systemd-network-generator.service",
  "systemd-networkd-persistent-storage.service",
  "systemd-pstore.service",
  "systemd-tmpfiles-setup-dev-early.service",
  "systemd-tmpfiles-setup-dev.service",
  "systemd-udev-load-credentials.service",
  "tmp.mount",
  "systemd-remount-fs.service", // the kernel mounts the root file system read-write
  // Caches and identities that are made when the image is built, or on demand.
  "ldconfig.service",
  "systemd-firstboot.service",
  "systemd-hwdb-update.service",
  "systemd-journal-catalog-update.service",
  "systemd-machine-id-commit.service",
  "systemd-random-seed.service", // virtio-rng seeds the kernel
  "systemd-sysusers.service",
  "systemd-update-done.service",
  // Nothing in the lab talks over D-Bus; systemctl, as root, talks to systemd directly.
  "dbus.service",
  "dbus.socket",
  // One user on one console: no sessions, no passwords to ask for.
  "getty@tty1.service",
  "systemd-ask-password-console.path",
  "systemd-ask-password-wall.path",
  "systemd-logind.service",
  "systemd-user-sessions.service",
  // A journal in memory needs no flush, a lab no log of boots.
  "systemd-journal-flush.service",
  "systemd-update-utmp.service",
  "systemd-update-utmp-runlevel.service",
  // A machine of a lab does not wait for its network to be "online", and resolves no names.
  "systemd-networkd-wait-online.service",
  "systemd-resolved.service",
  "cloud-init-hotplugd.socket",
  "systemd-creds.socket",
  "systemd-hostnamed.socket",
  "systemd-initctl.socket",
  "systemd-pcrextend.socket",
  "systemd-pcrlock.socket",
  "systemd-sysext.socket",
  "systemd-timesyncd.service",
  "dhcpcd.service",
];

/** Generators run before everything else at each boot; these look for what the guest never has. */
export const maskedGenerators: readonly string[] = [
  "cloud-init-generator",
  "systemd-bless-boot-generator",
  "systemd-cryptsetup-generator",
  "systemd-debug-generator",
  "systemd-fstab-generator",
  "systemd-gpt-auto-generator",
  "systemd-getty-generator",
  "systemd-hibernate-resume-generator",
  "systemd-integritysetup-generator",
  "systemd-rc-local-generator",
  "systemd-run-generator",
  "systemd-ssh-generator",
  "systemd-system-update-generator",
  "systemd-sysv-generator",
  "systemd-tpm2-generator",
  "systemd-veritysetup-generator",
];
