import type { IcmpMessage, Transport } from "../../packet";
import { type Case, measuredOf } from "../case";
import { growth } from "../growth";

/** How a kernel says no. */
export type No = "RST" | "ICMP error";

/** ICMP's type of errors that say that something cannot be reached: RFC 792 */
const unreachable = 3;

/** Whether a packet says no, and how. */
export function noOf(transport: Transport | undefined): No | undefined {
  if (transport?.kind === "tcp" && transport.flags.includes("RST")) return "RST";
  return isUnreachable(transport) ? "ICMP error" : undefined;
}

function isUnreachable(transport: Transport | undefined): transport is IcmpMessage {
  return transport?.kind === "icmp" && transport.type === unreachable && transport.about !== undefined;
}

/** The kernel's counter of such packets, where it grew: "rs1: TcpOutRsts +1". */
export function grownNo(machine: string, no: No, known: Case): string[] {
  const counter = no === "RST" ? "TcpOutRsts" : "IcmpOutDestUnreachs";
  const more = growth(measuredOf(known, machine), counter);
  return more > 0 ? [`${machine}: ${counter} +${more}`] : [];
}

/** "RST", "an ICMP error". */
export function article(no: No): string {
  return no === "RST" ? "RST" : "an ICMP error";
}
