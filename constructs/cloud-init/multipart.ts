/** In neither part can a line begin so: one is base64, the other a shell script of ours. */
const boundary = "==part-of-the-lab==";

/**
 * User data of two parts: https://docs.cloud-init.io/en/latest/explanation/format/mime-multi-part-archive.html
 *
 * @param cloudConfig in base64, since cloud-init's reader of such archives takes plain parts for ASCII
 * @param script run at first boot, before the commands of `runcmd`: cloud-init runs scripts in the order of their names,
 * and makes one named runcmd of those
 */
export function multipart(cloudConfig: string, script: string): string {
  return [
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    "MIME-Version: 1.0",
    "",
    `--${boundary}`,
    'Content-Type: text/cloud-config; charset="utf-8"',
    "Content-Transfer-Encoding: base64",
    "",
    Buffer.from(cloudConfig).toString("base64"),
    `--${boundary}`,
    "Content-Type: text/x-shellscript",
    'Content-Disposition: attachment; filename="packages"',
    "",
    script,
    `--${boundary}--`,
    "",
  ].join("\n");
}
