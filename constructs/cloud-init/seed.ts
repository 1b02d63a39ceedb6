import { Document, isSeq, visit } from "yaml";
import { contains, parseNetwork } from "../addresses";
import type { MachineDescription } from "../lab-description";
import { cloudConfig } from "./cloud-config";
import type { GuestSetup } from "./guest-setup";
import { networkConfig } from "./network-config";

/** The three files of a NoCloud seed: https://docs.cloud-init.io/en/latest/reference/datasources/nocloud.html */
export interface SeedDocuments {
  readonly metaData: string;
  readonly networkConfig: string;
  readonly userData: string;
}

/**
 * A machine's seed: who it is, its network, and what it is set up with.
 *
 * @param firstBoot a hash of the part of the user data that only a new machine can be given. It is in the metadata so
 * that these change with it; the user data alone may change without a new machine.
 */
export function seedDocuments(
  machine: MachineDescription,
  setups: readonly GuestSetup[],
  firstBoot?: string,
): SeedDocuments {
  return {
    metaData: yaml({
      "instance-id": machine.domain,
      "local-hostname": machine.name,
      ...(firstBoot && { "first-boot": firstBoot }),
    }),
    networkConfig: yaml(networkConfig(machine, gatewayInterface(machine))),
    userData: `#cloud-config\n${yaml(cloudConfig(machine.name, setups))}`,
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
