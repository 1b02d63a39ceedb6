/** Ethernet frames in hexadecimal, for a guest to send as they are. Addresses of interfaces are as in `ip link`. */

/** Asks who has an IPv4 address: RFC 826. */
export function arpRequest(from: string, sender: string, target: string): string {
  const ipv4 = (address: string) => address.split(".").map((part) => byte(Number(part)));
  return [broadcast, mac(from), "0806", "0001080006040001", mac(from), ...ipv4(sender), "000000000000", ...ipv4(target)]
    .join("")
    .padEnd(120, "0");
}

/** An echo request to all IPv6 nodes of the link, from a link-local address: RFC 4443, RFC 2464. */
export function echoToAllNodes(from: string): string {
  const [source, all] = ["fe80000000000000000000000000abcd", "ff020000000000000000000000000001"];
  const echo = (checksum: string) => `8000${checksum}00010001`;
  const sum = checksum(`${source}${all}000000080000003a${echo("0000")}`);
  return `333300000001${mac(from)}86dd60000000${"00083aff"}${source}${all}${echo(sum)}`;
}

/** A frame of a protocol for experiments (IEEE 802: 88b5) to one interface. */
export function frameTo(to: string, from: string): string {
  return `${mac(to)}${mac(from)}88b5`.padEnd(120, "0");
}

const broadcast = "ffffffffffff";

function mac(address: string): string {
  return address.replaceAll(":", "");
}

function byte(value: number): string {
  return value.toString(16).padStart(2, "0");
}

/** The Internet checksum: RFC 1071. */
function checksum(hex: string): string {
  let sum = (hex.match(/.{4}/g) ?? []).reduce((total, word) => total + Number.parseInt(word, 16), 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >> 16);
  return (~sum & 0xffff).toString(16).padStart(4, "0");
}
