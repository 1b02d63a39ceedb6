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

/**
 * The host to work on: the one that is prepared, on which labs are that are up; where none is, the one that is asked for, else the
 * embedded one.
 *
 * @throws LabError when another one is asked for than is prepared: what is up cannot move
 */
export function chooseHost(): Host {
  const settings = readJson<HostSettings>(project.hostSettings);
  const asked = requestedUri();
  if (settings === undefined) return hostAt(asked);
  if (asked && settings.requestedUri !== asked) {
    throw new LabError(
      `${hostAt(settings.requestedUri).name} is prepared, with what is up on it, and ${asked} is asked for (LAB_LIBVIRT_URI, or libvirtUri in cdktf.json): leave that out, and take down by ./lab down what is up, before another libvirt is used`,
    );
  }
  return hostAt(settings.requestedUri);
}

function hostAt(uri: string | null | undefined): Host {
  return uri ? externalHost(uri) : embeddedHost;
}
