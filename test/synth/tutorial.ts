import { App, Testing } from "cdktf";
import {
  Client,
  Director,
  type HostSettings,
  LabNetwork,
  LvsNatLab,
  type LvsNatLabProps,
  RealServer,
} from "../../constructs";
import type { GuestImage } from "../../constructs/image/guest-image";

export const host: HostSettings = {
  requestedUri: null,
  uri: "qemu:///system?socket=/run/example/libvirt-sock",
  virshUri: "qemu+unix:///system?socket=/run/example/libvirt-sock",
  domainType: "qemu",
  imagePool: { name: "example-images", path: "/images" },
  poolRoot: "/host/pools",
};

export const image: GuestImage = {
  name: "debian-13-example",
  family: "debian",
  directBoot: true,
  kernelArguments: ["root=/dev/vda", "rw", "console=ttyS0", "quiet"],
};

/** A lab without machines, on an example host with an example image. */
export function emptyLab(name = "lvs-nat", props: LvsNatLabProps = {}, app = new App()): LvsNatLab {
  return new LvsNatLab(app, name, { host, image, ...props });
}

/** The networks of the tutorial's lab. */
export function networks(lab: LvsNatLab) {
  return {
    clientSide: new LabNetwork(lab, "client-side", { cidr: "192.168.10.0/24" }),
    serverSide: new LabNetwork(lab, "server-side", { cidr: "10.0.0.0/24" }),
  };
}

/** The tutorial's lab, with the constructs of its machines. */
export function tutorial(lab = emptyLab()) {
  const { clientSide, serverSide } = networks(lab);
  const client = new Client(lab, "client", { network: clientSide, cip: "192.168.10.6" });
  const lvs = new Director(lab, "lvs", {
    outside: clientSide,
    vip: "192.168.10.100",
    inside: serverSide,
    dip: "10.0.0.8",
  });
  const servers = { network: serverSide, gateway: lvs.dip };
  const rs1 = new RealServer(lab, "rs1", { ...servers, rip: "10.0.0.7", page: "10.0.0.7 rs1" });
  const rs2 = new RealServer(lab, "rs2", { ...servers, rip: "10.0.0.17", page: "10.0.0.17 rs2" });
  const service = lvs.virtualService({ port: 80, scheduler: "wrr" }).addRealServer(rs1).addRealServer(rs2);
  return { lab, clientSide, serverSide, client, lvs, rs1, rs2, service };
}

// biome-ignore lint/suspicious/noExplicitAny: Terraform's JSON, whose shape is what the tests look at
export function synthesised(lab: LvsNatLab): any {
  return JSON.parse(Testing.synth(lab, true));
}
