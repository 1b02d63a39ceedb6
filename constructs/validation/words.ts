import type { Ipv4Network } from "../addresses";
import { isMap } from "../is-map";
import type { MachineDescription, NetworkDescription } from "../lab-description";
import type { ServiceHead } from "../service-head";
import { serviceName } from "../service-name";

/** A machine as sentences begin with it: `real server rs1`. */
export function machineTitle({ role, name }: Pick<MachineDescription, "role" | "name">): string {
  return `${role.replace("-", " ")} ${printable(name)}`;
}

/** A name as it is, or quoted where it would break a sentence. */
function printable(name: string): string {
  return /[^\x20-\x7e]/.test(name) ? JSON.stringify(name) : name;
}

/** A network as sentences name it: `network server-side 10.0.0.0/24`. */
export function networkTitle({ id, cidr }: Pick<NetworkDescription, "id" | "cidr">): string {
  return `network ${id} ${cidr}`;
}

/** A virtual service as sentences begin with it; TCP goes without saying. */
export function serviceTitle(service: ServiceHead): string {
  const name =
    service.protocol === "fwm"
      ? `of firewall mark ${service.firewallMark}`
      : serviceName(service)
          .replace(/^tcp /, "")
          .replace(/:undefined$/, "");
  return `virtual service ${name} of director ${service.director}`;
}

/** A value as sentences name it: what is text where a number is wanted has quotes; what is of a class has its name. */
export function shown(value: unknown): string {
  if (typeof value === "number") return `${value}`;
  const className = classOf(value);
  if (className !== undefined) return `a ${className}`;
  return `${JSON.stringify(value, (_, part) => (classOf(part) === undefined ? part : `a ${classOf(part)}`))}`;
}

function classOf(value: unknown): string | undefined {
  const prototype = isMap(value) ? Object.getPrototypeOf(value) : null;
  return prototype === null || prototype === Object.prototype ? undefined : prototype.constructor.name;
}

/** The end of sentences about a wrong address. */
export function giveAddressFrom({ first, last }: Ipv4Network): string {
  return `give it an address from ${first} to ${last}`;
}

/** The end of sentences about a wrong port. */
export const useAPort = "use a whole number from 1 to 65535";

/** Whether a number is a port of TCP or UDP that something can listen on. */
export function isPort(value: number): boolean {
  return isWhole(value, 1, 65535);
}

/** The end of sentences about a wrong time-out. */
export const useATimeout = "use a whole number of seconds from 1 to 2678400";

/** Whether ipvsadm takes a number of seconds for a time-out: it allows 31 days. */
export function isTimeout(seconds: number): boolean {
  return isWhole(seconds, 1, 31 * 86400);
}

/**
 * Why a text would not arrive as it is, if it would not: Terraform keeps strings in Unicode's normal form C
 * (https://github.com/zclconf/go-cty/blob/main/docs/types.md#strings), and YAML has no zero byte.
 */
export function textMistake(text: string): string | undefined {
  if (text.includes("\0")) return "has a zero byte, which no document of cloud-init can have; leave it out";
  if (/\p{Cs}/u.test(text)) return "has half of a pair of surrogates, which is no character; leave it out";
  if (text === text.normalize("NFC")) return undefined;
  return "has characters that are not in Unicode's normal form C, and would be changed on the way; write it with .normalize()";
}

/** Whether a number is whole and lies in a range, both ends included. */
export function isWhole(value: number, from: number, to: number): boolean {
  return Number.isInteger(value) && value >= from && value <= to;
}

/** Each pair of equal keys: an item, and the first one before it that has the same key. */
export function repeated<T>(items: readonly T[], key: (item: T) => string): { readonly item: T; readonly first: T }[] {
  const firsts = new Map<string, T>();
  return items.flatMap((item) => {
    const first = firsts.get(key(item));
    if (first !== undefined) return [{ item, first }];
    firsts.set(key(item), item);
    return [];
  });
}

/** A sentence with its control characters, those of writing direction too, escaped: names may hold them that are told to be wrong. */
export function onOneLine(sentence: string): string {
  return sentence.replace(/[\p{Cc}\p{Cf}]/gu, escaped);
}

/** As JSON may write a character: `\n`, `\u202e`. */
function escaped(one: string): string {
  const short = JSON.stringify(one).slice(1, -1);
  return short === one ? `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}` : short;
}
