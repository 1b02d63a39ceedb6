import cdktfJson from "../../cdktf.json";
import type { HostSettings } from "../../constructs/libvirt/host-settings";
import { project } from "../project";
import { LabError } from "../run/errors";
import { readJson } from "../run/json-file";
import { embeddedHost } from "./embedded-host";
import { externalHost } from "./external-host";
import type { Host } from "./host";
import { requireQemuUri } from "./libvirt-uri";

/**
 * The libvirt that a person asks for: LAB_LIBVIRT_URI, else `libvirtUri` in cdktf.json's context.
 *
 * @throws LabError when the lab can't be on it
 */
export function requestedUri(): string | undefined {
  const context = (cdktfJson as { context?: { libvirtUri?: string } }).context;
  const asked = process.env.LAB_LIBVIRT_URI || context?.libvirtUri;
  if (asked) requireQemuUri(asked);
  return asked;
}

/** The host that was prepared last, on which the lab is if it is up. */
export function preparedHost(): Host {
  return hostAt(readJson<HostSettings>(project.hostSettings)?.requestedUri);
}

/**
 * The host to bring the lab up on: the one that is asked for, else the one on which the lab is, else the embedded one.
 *
 * @param labIsUp whether a lab is deployed; it cannot move to another host
 * @throws LabError when a lab is up on another host than the one asked for
 */
export function chooseHost(labIsUp: boolean): Host {
  const asked = requestedUri();
  if (!labIsUp) return hostAt(asked);
  const current = preparedHost();
  if (asked && current.name !== hostAt(asked).name) {
    throw new LabError(`the lab is up on ${current.name}, not on ${asked}; take it down there first, with ./lab down`);
  }
  return current;
}

function hostAt(uri: string | null | undefined): Host {
  return uri ? externalHost(uri) : embeddedHost;
}
