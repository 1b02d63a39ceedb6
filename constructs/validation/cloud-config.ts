import { type CloudConfig, mergeMistakes } from "../cloud-init/cloud-config";
import { isMap } from "../is-map";
import { schemaMistakes } from "./cloud-config-schema";
import { valueMistakes } from "./cloud-config-values";
import { nearest } from "./properties";
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
  const merged = mergeMistakes(own, cloudInit);
  // JSON writes a zero byte as an escape.
  const text = textMistake(JSON.stringify(cloudInit));
  return [
    ...(text ? [`its cloudInit ${text}`] : []),
    ...keyMistakes(cloudInit, own, known),
    ...([merged, schemaMistakes(cloudInit), valueMistakes(cloudInit)].find((all) => all.length > 0) ?? []),
  ];
}

/** Keys that no module of the image reads. */
function keyMistakes(cloudInit: CloudConfig, own: CloudConfig, known: readonly string[] | undefined): string[] {
  return Object.keys(cloudInit)
    .filter((key) => known && !known.includes(key) && !(key in own))
    .map((key) => {
      const meant = nearest(key, known ?? []);
      const wayOut = `use any of ${known?.join(", ")}, or an image of your own (docs/image.md)`;
      return `its image's cloud-init does not read ${key}; ${meant === undefined ? wayOut : `did you mean ${meant}?`}`;
    });
}
