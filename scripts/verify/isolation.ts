import type { LabDescription } from "../../constructs/lab-description";
import { isEmbedded } from "../host/embedded-host";
import { firstProcess, inside } from "../host/namespaces";
import { tryVirsh } from "../libvirt/virsh";
import { run } from "../run/run";
import { type Check, same } from "./check";

/** The host has no address on the lab's networks: libvirt gives their bridges none, and none is there. */
export async function checkIsolation(lab: LabDescription): Promise<Check[]> {
  return Promise.all(
    lab.networks.map(async ({ id, name }) => {
      const { stdout } = await tryVirsh(lab.hostUri, ["net-dumpxml", name]);
      const bridge = stdout.match(/<bridge name='([^']+)'/)?.[1];
      const declared = [...stdout.matchAll(/<ip\b[^>]*>/g)].map(([tag]) => tag);
      const measured = bridge ? await addressesOf(lab, bridge) : ["no bridge"];
      const seen = [...declared, ...measured].join(", ") || "no address";
      return same(`the host has no address on ${id}`, "no address", seen);
    }),
  );
}

/** IPv4 addresses of a bridge in the embedded host's network namespace; on another host libvirt's word must do. */
async function addressesOf(lab: LabDescription, bridge: string): Promise<string[]> {
  const pid = isEmbedded(lab) ? firstProcess() : undefined;
  if (pid === undefined) return [];
  const json = await run("reading the bridge's addresses", [
    ...inside(pid),
    "ip",
    "-json",
    "-4",
    "address",
    "show",
    bridge,
  ]);
  const links = JSON.parse(json) as { addr_info?: { local: string }[] }[];
  return links.flatMap(({ addr_info = [] }) => addr_info.map(({ local }) => local));
}
