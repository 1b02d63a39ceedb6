import { defences } from "../../constructs/ipvs-settings";

/** Whether a setting is as declared; the kernel makes 1 of IPVS's defences 2 while memory is short. */
export function isSet(name: string, declared: string, seen: string | undefined): boolean {
  if (seen === declared) return true;
  return declared === "1" && seen === "2" && defences.some((defence) => name === `net.ipv4.vs.${defence}`);
}
