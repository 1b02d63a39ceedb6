import type { IpvsTimeouts } from "./ipvs-timeouts";
import type { Persistence } from "./persistence";
import type { PortMatch, Protocol } from "./port-match";
import type { Scheduler } from "./scheduler";
import type { SchedulerFlag } from "./scheduler-flag";

/**
 * The whole lab as plain data. Everything is decided from it: the refusals at synth, the documents that cloud-init
 * reads in the guests, and what the scripts act on and verify (the Terraform output `lab`).
 */
export interface LabDescription {
  readonly name: string;
  /** The libvirt that the lab runs on, in the form that `virsh --connect` takes. */
  readonly hostUri: string;
  /** `kvm` where the host can use it, else software emulation. */
  readonly domainType: "qemu" | "kvm";
  /** The images that the machines' disks are overlays of. At least one. */
  readonly images: readonly ImageDescription[];
  /** The lab's own libvirt storage pool. */
  readonly pool: string;
  readonly networks: readonly NetworkDescription[];
  readonly machines: readonly MachineDescription[];
  readonly services: readonly ServiceDescription[];
}

/** The image as data. */
export interface ImageDescription {
  /** Name of the image's files on the host, without their ending. */
  readonly name: string;
  /** The user's own image that it is copied from; absent where it is built from the recipe. */
  readonly source?: string;
}

/** A network as data. */
export interface NetworkDescription {
  /** Name inside the lab, e.g. `client-side`. */
  readonly id: string;
  /** Name of the libvirt network, e.g. `lvs-nat-client-side`. */
  readonly name: string;
  readonly cidr: string;
  /** Name of the bridge on the host; absent where libvirt chooses it. */
  readonly bridge?: string;
}

/** What a machine is in the lab. */
export type Role = "client" | "director" | "real-server" | "machine";

/** A machine as data. */
export interface MachineDescription {
  /** Host name of the guest. */
  readonly name: string;
  readonly role: Role;
  /** Name of the libvirt domain, e.g. `lvs-nat-rs1`. */
  readonly domain: string;
  readonly uuid: string;
  /** Name of the image that the machine's disk is an overlay of. */
  readonly image: string;
  readonly memoryMiB: number;
  readonly vcpus: number;
  /** The guest's default route; absent where it has none. */
  readonly gateway?: string;
  readonly interfaces: readonly InterfaceDescription[];
  /** Kernel settings that the guest must have, by their sysctl(8) names. */
  readonly kernelSettings: Readonly<Record<string, string>>;
  /** Directors only: the address that clients see. */
  readonly vip?: string;
  /** Directors only: the address in the server network. */
  readonly dip?: string;
  /** Directors only: IPVS's time-outs; absent where they are left as the kernel has them. */
  readonly timeouts?: Required<IpvsTimeouts>;
  /** Real servers only: the text of the page at `/`, without the line end that follows it. */
  readonly page?: string;
  /** Real servers only: the TCP ports that the web server listens on, in ascending order. */
  readonly webPorts?: readonly number[];
  /** Real servers only: the text with which each datagram is answered; absent where none is. */
  readonly udpAnswer?: string;
  /** Real servers only: the UDP ports that are answered on, in ascending order. */
  readonly udpPorts?: readonly number[];
  /** Real servers only: the web server's systemd service, `apache2` or `httpd`. */
  readonly webService?: string;
  /** Real servers only: the path of the web server's access log in the guest. */
  readonly accessLog?: string;
}

/** A network interface as data. */
export interface InterfaceDescription {
  /** Name in the guest: eth0, eth1, … in the order of the declaration. */
  readonly name: string;
  /** The `id` of the network that it is in. */
  readonly network: string;
  readonly address: string;
  /** Further addresses with the same prefix length; absent where there are none. */
  readonly extraAddresses?: readonly string[];
  readonly prefixLength: number;
  /** Lower case, as `ip link` prints it. */
  readonly mac: string;
}

/** A virtual service; `protocol` tells the forms apart, by the words of the first column of `ipvsadm -ln`. */
export type ServiceDescription = PortServiceDescription | FirewallMarkServiceDescription;

/** A TCP or UDP port of one address. */
export interface PortServiceDescription extends SchedulingDescription {
  readonly protocol: Protocol;
  readonly port: number;
}

/** Ports that the director's packet filter joins by a mark. */
export interface FirewallMarkServiceDescription extends SchedulingDescription {
  readonly protocol: "fwm";
  readonly firewallMark: number;
  readonly matches: readonly Required<PortMatch>[];
}

export interface SchedulingDescription {
  /** Name of the director. */
  readonly director: string;
  /** The address that clients send to. */
  readonly vip: string;
  readonly scheduler: Scheduler;
  readonly schedulerFlags: readonly SchedulerFlag[];
  /** Absent where each connection is scheduled by itself. */
  readonly persistence?: Required<Persistence>;
  readonly realServers: readonly DestinationDescription[];
}

/** A real server of a virtual service: a destination, in the words of the kernel. */
export interface DestinationDescription {
  readonly name: string;
  readonly rip: string;
  /** 0 where a firewall mark keeps the port that the client sent to, as `ipvsadm -ln` shows it. */
  readonly port: number;
  readonly weight: number;
}

/** A lab as it is given to Terraform: the output `lab`, and in the output `guests` what each guest is set up with. */
export interface DeployedLab extends LabDescription {
  /** By the machines' names. */
  readonly guests: Readonly<Record<string, GuestDescription>>;
}

/** What cloud-init sets a guest up with, and what a guest that runs already is changed to. */
export interface GuestDescription {
  /** SHA-256 of the documents of the seed. */
  readonly seed: string;
  /**
   * SHA-256 of each part that only a new machine can be given, by its name: a key of cloud-config, or `packageFiles`.
   *
   * @default - there is no such part
   */
  readonly firstBoot?: Readonly<Record<string, string>>;
  readonly settings: readonly SettingDescription[];
}

/** One part of a guest's set-up that can be changed while it runs. */
export interface SettingDescription {
  /** What it is, in a word or two: "page", "virtual services". */
  readonly name: string;
  readonly files: readonly { readonly path: string; readonly content: string }[];
  /** Programs that make changed files count. */
  readonly reload: readonly (readonly string[])[];
  /** Programs that end what the setting has begun, before its files are removed. */
  readonly undo: readonly (readonly string[])[];
}
