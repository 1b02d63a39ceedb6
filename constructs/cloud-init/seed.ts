import { Document, isSeq, visit } from "yaml";
import { contains, parseNetwork } from "../addresses";
import type { MachineDescription } from "../lab-description";
import type { CloudConfig } from "./cloud-config";
import { multipart } from "./multipart";
import { networkConfig } from "./network-config";

/** The three files of a NoCloud seed: https://docs.cloud-init.io/en/latest/reference/datasources/nocloud.html */
export interface SeedDocuments {
  readonly metaData: string;
  readonly networkConfig: string;
  readonly userData: string;
}

/** What a guest is told to do at its first boot. */
export interface UserData {
  readonly cloudConfig: CloudConfig;
  /** A shell script that is run before the cloud-config's commands. @default - none */
  readonly script?: string;
}

/**
 * A machine's seed: who it is, its network, and its user data.
 *
 * @param firstBoot hash of what only a new machine can be given; in the metadata, so that they change with it
 */
export function seedDocuments(
  machine: MachineDescription,
  { cloudConfig, script }: UserData,
  firstBoot?: string,
): SeedDocuments {
  const userData = `#cloud-config\n${yaml(cloudConfig)}`;
  return {
    metaData: yaml({
      "instance-id": machine.domain,
      "local-hostname": machine.name,
      ...(firstBoot && { "first-boot": firstBoot }),
    }),
    networkConfig: yaml(networkConfig(machine, gatewayInterface(machine))),
    userData: script === undefined ? userData : multipart(userData, script),
  };
}

/** The interface whose network the gateway is in. */
function gatewayInterface({ gateway, interfaces }: MachineDescription): string | undefined {
  return interfaces.find(({ address, prefixLength }) => {
    const network = parseNetwork(`${address}/${prefixLength}`);
    return gateway !== undefined && network !== undefined && contains(network, gateway);
  })?.name;
}

/** YAML with a command of `runcmd` on one line, as people write it. */
function yaml(content: object): string {
  const document = new Document(content);
  visit(document, {
    Seq: (_key, node, path) => {
      if (isSeq(path.at(-1))) node.flow = true;
    },
  });
  return document.toString({ lineWidth: 0 });
}
