import type { CloudConfig } from "../cloud-init/cloud-config";
import { isMap } from "../is-map";
import { shown } from "./words";

/**
 * What useradd takes on every distribution: it names a home directory, stands between colons in passwd(5), and is a word of a
 * command.
 */
const userName = /^[a-z_][a-z0-9_-]{0,31}$/;

/** chmod(1). cloud-init reads such texts as octal numbers, and passes over others. */
const permissions = /^[0-7]{3,4}$/;

/** What cloud-init's schema takes, as a text, and the guest does not: that would be seen in a booted guest only. */
export function valueMistakes({ timezone, users, write_files: files }: CloudConfig): string[] {
  return [
    ...(typeof timezone === "string" && !isTimeZone(timezone)
      ? [`cloud-init's timezone is ${shown(timezone)}, which is none; use one such as "Europe/Berlin"`]
      : []),
    ...namesOf(users).flatMap(({ place, name }) =>
      userName.test(name)
        ? []
        : [
            `cloud-init's ${place} is ${shown(name)}, which useradd does not take; ` +
              "use up to 32 lower-case letters, digits, - and _, beginning with a letter",
          ],
    ),
    ...listOf(files).flatMap((file, index) =>
      isMap(file) && typeof file.permissions === "string" && !permissions.test(file.permissions)
        ? [`cloud-init's write_files[${index}].permissions is ${shown(file.permissions)}; use one such as "0644"`]
        : [],
    ),
  ];
}

/** Whether tz has a zone of this name; its files' names have the case that they have. */
function isTimeZone(name: string): boolean {
  try {
    const { timeZone } = new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions();
    // Another name for the same zone is resolved to it.
    return /^[A-Z]/.test(name) && (timeZone === name || timeZone.toLowerCase() !== name.toLowerCase());
  } catch {
    return false;
  }
}

/** The users that are named one by one, and not several in one text. */
function namesOf(users: unknown): { readonly place: string; readonly name: string }[] {
  return listOf(users).flatMap((user, index) => {
    if (typeof user === "string" && !user.includes(",")) return [{ place: `users[${index}]`, name: user }];
    return isMap(user) && typeof user.name === "string" ? [{ place: `users[${index}].name`, name: user.name }] : [];
  });
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
