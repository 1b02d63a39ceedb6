import cdktfJson from "../../cdktf.json";
import type { HostSettings } from "../../constructs/libvirt/host-settings";
import { project } from "../project";
import { LabError } from "../run/errors";
import { readJson } from "../run/json-file";
import { embeddedHost } from "./embedded-host";
import { externalHost } from "./external-host";
import type { Host } from "./host";

/**
 * The host that a person asks for: LAB_LIBVIRT_URI, else `libvirtUri` in cdktf.json's context, else the host on which
 * the lab is now, else the embedded one.
 *
 * @param labIsUp whether a lab is deployed; it cannot move to another host
 * @throws LabError when a lab is up on another host than the one asked for
 */
export function chooseHost(labIsUp: boolean): Host {
  const context = (cdktfJson as { context?: { libvirtUri?: string } }).context;
  const asked = process.env.LAB_LIBVIRT_URI || context?.libvirtUri;
  const current = readJson<HostSettings>(project.hostSettings)?.requestedUri;
  if (labIsUp && asked && asked !== current) {
    throw new LabError(
      `the lab is up on ${current ?? "the embedded host"}, not on ${asked}; take it down there first: LAB_LIBVIRT_URI=${current ?? ""} ./lab down`,
    );
  }
  const uri = asked ?? (labIsUp ? current : undefined);
  return uri ? externalHost(uri) : embeddedHost;
}
