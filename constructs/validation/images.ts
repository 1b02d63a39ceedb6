import { guestFamilies } from "../cloud-init/guest-family";
import type { GuestImage } from "../image/guest-image";
import { isMap } from "../is-map";
import { formMistakes } from "./properties";
import { shown } from "./words";

/** Whether something is an image, of a family that the lab can set up. */
export function isImage(value: unknown): value is GuestImage {
  return isMap(value) && Object.keys(guestFamilies).includes(`${value.family}`);
}

/** An image that is none; `undefined` stands for the one by default. */
export function imageMistakes(title: string, image: unknown): string[] {
  if (image === undefined || isImage(image)) return [];
  const place = `${title}, image`;
  if (!isMap(image)) return formMistakes(place, image, 'debian13(), or ownImage("disk.qcow2", { family: "debian" })');
  return [`${place}: there is no family ${shown(image.family)}; use one of ${Object.keys(guestFamilies).join(", ")}`];
}
