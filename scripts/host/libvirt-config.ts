/**
 * libvirtd.conf of the embedded host: one socket, for its owner alone, without a password since nobody else can open it.
 * https://libvirt.org/manpages/libvirtd.html
 */
const libvirtdConf = `unix_sock_dir = "/run/libvirt"
unix_sock_rw_perms = "0700"
unix_sock_ro_perms = "0700"
unix_sock_admin_perms = "0700"
auth_unix_rw = "none"
auth_unix_ro = "none"
log_outputs = "3:stderr"
`;

/**
 * qemu.conf of the embedded host. "root" is root of the namespaces: for an ordinary user that is the user itself.
 * The other lines switch off what needs more than that. What machines print on their consoles passes through virtlogd,
 * which bounds it: see {@link virtlogdConf}.
 */
const qemuConf = `user = "root"
group = "root"
dynamic_ownership = 0
remember_owner = 0
security_driver = "none"
namespaces = []
cgroup_controllers = []
stdio_handler = "logd"
`;

/** Bytes of a log at which virtlogd begins a new one. */
export const logBytes = 1024 * 1024;

/**
 * virtlogd.conf of the embedded host: of each console the last bytes are kept, and the log before, so that no guest fills the
 * host's disk with what it prints.
 * https://libvirt.org/manpages/virtlogd.html
 */
const virtlogdConf = `max_size = ${logBytes}
max_backups = 1
log_outputs = "3:stderr"
`;

/**
 * The files of such a host by their paths in its folder. Those of accounts are added to the databases inside of the
 * namespaces, and `no-kvm` hides a KVM that does not work; see namespace.sh.
 */
export const hostFiles = {
  "etc/libvirtd.conf": libvirtdConf,
  "etc/qemu.conf": qemuConf,
  "etc/virtlogd.conf": virtlogdConf,
  passwd: "libvirt-qemu:x:64055:64055::/:/bin/false\n",
  group: "libvirt-qemu:x:64055:\n",
  "no-kvm": "",
};
