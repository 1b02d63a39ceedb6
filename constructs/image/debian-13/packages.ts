/**
 * What is installed in the image. The guests have no way out to a mirror, so whatever the lab or a lesson uses is here;
 * recommended packages are not installed.
 */
export const packages: readonly string[] = [
  // The system: kernel, init, device manager, set-up at first boot.
  "linux-image-cloud-amd64",
  "tiny-initramfs", // satisfies the kernel's dependency; the initrd itself is made by customize.sh
  "busybox-static", // the shell of that initrd
  "systemd",
  "systemd-sysv",
  "udev",
  "dbus",
  "kmod",
  "cloud-init",
  "netplan.io",
  "qemu-guest-agent",
  // The lab: web server, director, client.
  "apache2",
  "ipvsadm",
  "keepalived",
  "curl",
  // Seeing and changing what the network does.
  "conntrack",
  "ethtool",
  "iproute2",
  "iptables",
  "iputils-arping",
  "iputils-ping",
  "netbase",
  "nftables",
  "socat",
  "tcpdump",
  // A console that is pleasant to work on.
  "less",
  "login",
  "procps",
  "vim-tiny",
];
