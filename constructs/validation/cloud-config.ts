import { type CloudConfig, mergeMistakes } from "../cloud-init/cloud-config";
import { isMap } from "../is-map";
import { shown, textMistake } from "./words";

/** Extra cloud-config that is none. */
export function cloudConfigFormMistakes(cloudInit: unknown): string[] {
  if (isMap(cloudInit)) return [];
  return [`its cloudInit is ${shown(cloudInit)}; give it cloud-config as an object, like { runcmd: [["true"]] }`];
}

/** Extra cloud-config: what cloud-init would not read, or not as it is meant. `own` is the lab's part of the document. */
export function cloudConfigMistakes(
  cloudInit: CloudConfig,
  own: CloudConfig,
  known: readonly string[] | undefined,
): string[] {
  // JSON writes a zero byte as an escape.
  const text = textMistake(JSON.stringify(cloudInit));
  return [
    ...(text ? [`its cloudInit ${text}`] : []),
    ...keyMistakes(cloudInit, own, known),
    ...["bootcmd", "runcmd"].flatMap((key) => commandMistakes(key, cloudInit[key])),
    ...writtenFileMistakes(cloudInit.write_files),
    ...mergeMistakes(own, cloudInit),
  ];
}

/** Keys that no module of the image reads, and what cloud-init takes as a list alone. */
function keyMistakes(cloudInit: CloudConfig, own: CloudConfig, known: readonly string[] | undefined): string[] {
  const unknown = Object.keys(cloudInit).filter((key) => known && !known.includes(key) && !(key in own));
  const { bootcmd = [] } = cloudInit;
  return [
    ...unknown.map(
      (key) =>
        `its image's cloud-init does not read ${key}; use any of ${known?.join(", ")}, or an image of your own (docs/image.md)`,
    ),
    ...(Array.isArray(bootcmd) ? [] : ["cloud-init's bootcmd is a list; give it a list"]),
  ];
}

/** Commands: https://docs.cloud-init.io/en/latest/reference/modules.html#runcmd */
function commandMistakes(key: string, commands: unknown): string[] {
  if (!Array.isArray(commands)) return [];
  const isCommand = (command: unknown) => [command].flat().every((word) => typeof word === "string");
  return commands
    .filter((command) => !isCommand(command))
    .map((command) => `cloud-init's ${key} has the command ${shown(command)}; give it a text, or a list of texts`);
}

/** Files: https://docs.cloud-init.io/en/latest/reference/modules.html#write-files */
function writtenFileMistakes(files: unknown): string[] {
  if (!Array.isArray(files)) return [];
  return files.flatMap((file: Readonly<Record<string, unknown>> | null) => {
    if (typeof file?.path !== "string") return [`cloud-init's write_files has ${shown(file)}; give it a path, a text`];
    return ["content", "owner", "permissions"]
      .filter((key) => file[key] !== undefined && typeof file[key] !== "string")
      .map((key) => `cloud-init's write_files has ${shown(file[key])} as ${key} of ${file.path}; give it a text`);
  });
}
