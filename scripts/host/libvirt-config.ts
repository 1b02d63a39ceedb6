/**
 * libvirtd.conf of the embedded host: one socket, for its owner alone, without a password since nobody else can open it.
 * https://libvirt.org/manpages/libvirtd.html
 */
export const libvirtdConf = `unix_sock_dir = "/run/libvirt"
unix_sock_rw_perms = "0700"
unix_sock_ro_perms = "0700"
unix_sock_admin_perms = "0700"
auth_unix_rw = "none"
auth_unix_ro = "none"
log_outputs = "3:stderr"
`;

/**
 * qemu.conf of the embedded host. "root" is root of the namespaces: for an ordinary user that is the user itself.
 * The other lines switch off what needs more than that, or a second daemon (virtlogd).
 */
export const qemuConf = `user = "root"
group = "root"
dynamic_ownership = 0
remember_owner = 0
security_driver = "none"
namespaces = []
cgroup_controllers = []
stdio_handler = "file"
`;
