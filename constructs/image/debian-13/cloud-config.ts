/**
 * What the modules in rootfs/etc/cloud/cloud.cfg read of cloud-config; the lab sets the host's name itself:
 * https://docs.cloud-init.io/en/latest/reference/modules.html
 */
export const cloudConfigKeys: readonly string[] = [
  "bootcmd",
  "write_files",
  "users",
  "groups",
  "chpasswd",
  "timezone",
  "runcmd",
  "power_state",
];

/** Those modules as cloud-init's schema names them: cloud-config.schema.json is made of their parts. */
export const cloudConfigModules: readonly string[] = [
  "cc_bootcmd",
  "cc_write_files",
  "cc_users_groups",
  "cc_set_passwords",
  "cc_timezone",
  "cc_runcmd",
  "cc_power_state_change",
];
