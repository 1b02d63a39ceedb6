import type { CloudConfig } from "../cloud-init/cloud-config";
import { isMap } from "../is-map";
import { repeated, shown } from "./words";

/**
 * What useradd takes on every distribution: it names a home directory, stands between colons in passwd(5), and is a word of a
 * command.
 */
const userName = /^[a-z_][a-z0-9_-]{0,31}$/;

/** chmod(1). cloud-init reads such texts as octal numbers, and passes over others. */
const permissions = /^[0-7]{3,4}$/;

/** chown(1), with names or numbers. */
const ownerForm = /^[a-z0-9_][a-z0-9_-]*(:[a-z0-9_][a-z0-9_-]*)?$/;

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
    ...repeated(namesOf(users), ({ name }) => name).map(
      ({ item, first }) => `cloud-init's ${item.place} and ${first.place} have the same name; leave one out`,
    ),
    ...listOf(files).flatMap((file, index) => (isMap(file) ? fileMistakes(`write_files[${index}]`, file, users) : [])),
  ];
}

/** cloud-init gives a file to its owner before it makes users, unless the file is deferred, and writes no further one where that fails. */
function fileMistakes(place: string, file: Record<string, unknown>, users: unknown): string[] {
  const { permissions: mode, owner, defer } = file;
  const wrong: string[] = [];
  if (typeof mode === "string" && !permissions.test(mode)) {
    wrong.push(`cloud-init's ${place}.permissions is ${shown(mode)}; use one such as "0644"`);
  }
  if (typeof owner === "string" && !ownerForm.test(owner)) {
    wrong.push(`cloud-init's ${place}.owner is ${shown(owner)}; use one such as "root:root"`);
  }
  const [user] = `${owner}`.split(":");
  if (defer !== true && namesOf(users).some(({ name }) => name === user)) {
    wrong.push(
      `cloud-init's ${place}.owner ${user} is not there yet when the file is written; give the file defer: true`,
    );
  }
  return wrong;
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
