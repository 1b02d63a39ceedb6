import { statSync } from "node:fs";
import path from "node:path";
import type { CloudConfig } from "../cloud-init/cloud-config";
import { guestFamilies } from "../cloud-init/guest-family";
import type { GuestFile } from "../cloud-init/guest-setup";
import type { GuestImage } from "../image/guest-image";
import { isMap } from "../is-map";
import type { MachineDescription } from "../lab-description";
import type { GuestExtras } from "../machine-options";
import { cloudConfigFormMistakes, cloudConfigMistakes } from "./cloud-config";
import { machineTitle, repeated, shown, textMistake } from "./words";

/** A name that a shell takes as it is. */
const packageName = /^[A-Za-z0-9][A-Za-z0-9+._~-]*$/;

/** Folders of every system: hier(7). */
const folders = [
  "bin",
  "boot",
  "etc",
  "home",
  "lib",
  "media",
  "mnt",
  "opt",
  "root",
  "sbin",
  "srv",
  "tmp",
  "usr",
  "var",
].map((name) => `/${name}`);

/** The accounts of every system: passwd(5), shadow(5), group(5), gshadow(5). */
const accounts = ["/etc/passwd", "/etc/shadow", "/etc/group", "/etc/gshadow"];

/** What is made anew in each boot: file-hierarchy(7). */
const notOnDisk = /^\/(?:dev|proc|run|sys)(?=\/|$)/;

/** What packages may come to in a seed: it is in Terraform's state too, and is read into memory several times. */
const mostPackageBytes = 4 * 2 ** 20;

/** The same for files and cloud-config, which cloud-init reads letter by letter: an emulated guest takes minutes for three megabytes. */
const mostTextBytes = 2 ** 18;

/** What a guest is given beside its role: files, packages, cloud-config. `own` is the lab's part of its user data. */
export function extrasMistakes(
  machine: Pick<MachineDescription, "role" | "name">,
  { family, cloudConfigKeys }: Pick<GuestImage, "family" | "cloudConfigKeys">,
  own: CloudConfig & { readonly write_files: readonly GuestFile[] },
  { files = [], packageFiles = [], cloudInit = {} }: GuestExtras,
): string[] {
  // Where one of them is something else altogether, there is no more to say.
  const forms = [
    ...listMistake("files", files),
    ...listMistake("packageFiles", packageFiles),
    ...(Array.isArray(packageFiles) ? packageFiles : [])
      .filter((file) => !isText(file))
      .map((file) => `its packageFiles has ${shown(file)}; give it the path of a file`),
    ...cloudConfigFormMistakes(cloudInit),
  ];
  const mistakes = () => [
    // What is no file at all is told with the misspelt properties.
    ...fileMistakes(files.filter(isMap), cloudInit, own),
    ...cloudConfigMistakes(cloudInit, own, cloudConfigKeys),
    ...packageMistakes(family, packageFiles),
  ];
  return (forms.length > 0 ? forms : mistakes()).map((mistake) => `${machineTitle(machine)}: ${mistake}`);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function listMistake(property: string, value: unknown): string[] {
  return Array.isArray(value) ? [] : [`what it has as ${property} is ${shown(value)}; give it a list`];
}

function fileMistakes(
  files: readonly GuestFile[],
  cloudInit: CloudConfig,
  own: { readonly write_files: readonly GuestFile[] },
): string[] {
  const more = Array.isArray(cloudInit.write_files) ? (cloudInit.write_files as Partial<GuestFile>[]) : [];
  const paths = [
    ...files.map(({ path }) => `${path ?? ""}`),
    ...more.flatMap((file) => (isText(file?.path) ? file.path : [])),
  ];
  const ownPaths = own.write_files.map((file) => file.path);
  return [
    ...[...new Set(paths)].flatMap((file) => {
      const mistakes = pathMistake(file, ownPaths);
      return mistakes.length > 0 ? mistakes : folderMistake(file, paths, ownPaths);
    }),
    ...repeated(paths, (file) => file).map(({ item }) => `its file ${item} is given twice; give it once`),
    ...files.flatMap(({ path: file, content }) => contentMistake(file, content)),
    ...textBytesMistake(files, cloudInit),
  ];
}

function textBytesMistake(files: readonly GuestFile[], cloudInit: CloudConfig): string[] {
  const bytes = Buffer.byteLength([...files.map(({ content }) => content), JSON.stringify(cloudInit)].join(""));
  if (bytes <= mostTextBytes) return [];
  return [
    `its files and cloudInit come to ${Math.ceil(bytes / 1024)} KiB, and ${mostTextBytes / 1024} KiB fit its seed; ` +
      "have a command of cloudInit make what is large, or put it into an image of your own, see docs/image.md",
  ];
}

function pathMistake(file: string, ownPaths: readonly string[]): string[] {
  const proper = path.posix.join("/", file.replace(/^~(?=\/)/, "root")).replace(/\/$/, "");
  if (file !== proper || proper === "") {
    const wrong = file.startsWith("/") ? "has . or .. or a / too many in its path" : "is not at an absolute path";
    return [`its file ${JSON.stringify(file)} ${wrong}; write it like ${proper || "/etc/example"}`];
  }
  const mistake = /\p{Cc}/u.test(file) ? "has a control character; leave it out" : textMistake(file);
  if (mistake) return [`the path of its file ${JSON.stringify(file)} ${mistake}`];
  if (folders.includes(file))
    return [`its file ${file} can't be one: every system has a folder of that name; use a path in it`];
  if (accounts.includes(file)) {
    return [`its file ${file} can't be one: the guest's own accounts would be gone; use cloudInit's users`];
  }
  const [kernels] = file.match(notOnDisk) ?? [];
  if (kernels) {
    return [`its file ${file} would be lost: ${kernels} is not on the guest's disk; use another path`];
  }
  if (!ownPaths.includes(file)) return [];
  return [`the lab writes its file ${file} itself; use another path, or change it by a command in cloudInit's runcmd`];
}

/** A path that is the folder of another file, or has one of the lab's files, or of the system's, as a folder. */
function folderMistake(file: string, paths: readonly string[], ownPaths: readonly string[]): string[] {
  const other =
    [...ownPaths, ...paths].find((one) => one.startsWith(`${file}/`)) ??
    [...ownPaths, ...accounts].find((one) => file.startsWith(`${one}/`));
  if (other === undefined) return [];
  return [`its files ${file} and ${other} can't be in one guest: one is the other's folder; use another path`];
}

function contentMistake(file: string, content: unknown): string[] {
  if (typeof content !== "string") return [`its file ${file} has the content ${shown(content)}; give it a text`];
  const mistake = textMistake(content);
  return mistake ? [`its file ${file} ${mistake}`] : [];
}

function packageMistakes(family: GuestImage["family"], files: readonly string[]): string[] {
  const { packageSuffix } = guestFamilies[family];
  const stats = files.map((file) => ({ file, stat: statSync(file, { throwIfNoEntry: false }) }));
  const each = stats.flatMap(({ file, stat }) => {
    if (!file.endsWith(packageSuffix)) {
      return [`its package ${file} is not for its image of the family ${family}; give it a ${packageSuffix} file`];
    }
    if (!packageName.test(path.basename(file))) {
      return [`its package ${file} has an unusual name; use letters, digits and any of + - . _ ~ alone`];
    }
    return stat?.isFile()
      ? []
      : [`its package ${file} is not on this computer; give the path of a ${packageSuffix} file`];
  });
  const twice = repeated(files, (file) => path.basename(file)).map(
    ({ item, first }) => `its packages ${first} and ${item} have one name; give it one of them`,
  );
  const bytes = stats.reduce((sum, { stat }) => sum + (stat?.size ?? 0), 0);
  if (bytes <= mostPackageBytes) return [...each, ...twice];
  const tooLarge =
    `its packages come to ${(bytes / 2 ** 20).toFixed(1)} MiB, and ${mostPackageBytes / 2 ** 20} MiB fit its seed; ` +
    "put them into an image of your own, see docs/image.md";
  return [...each, ...twice, tooLarge];
}
