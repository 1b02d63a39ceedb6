/**
 * The command as run by root of the image: root itself or, for an ordinary user, root of a user namespace over the
 * user's subordinate ids, see subuid(5). There the files of the image can have all their owners.
 */
export function asImageRoot(command: readonly string[]): string[] {
  return process.getuid?.() === 0 ? [...command] : ["unshare", "--map-auto", "--map-root-user", ...command];
}
