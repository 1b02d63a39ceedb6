export { Client, type ClientProps } from "./client";
export { Director, type DirectorProps } from "./director";
export { debian13 } from "./image/debian-13";
export type { GuestImage } from "./image/guest-image";
export { type OwnImageProps, ownImage } from "./image/own-image";
export type {
  DestinationDescription,
  InterfaceDescription,
  LabDescription,
  MachineDescription,
  NetworkDescription,
  Role,
  ServiceDescription,
} from "./lab-description";
export { LabNetwork, type LabNetworkProps } from "./lab-network";
export type { HostSettings } from "./libvirt/host-settings";
export { LvsNatLab, type LvsNatLabProps } from "./lvs-nat-lab";
export { Machine, type MachineInterface, type MachineOptions, type MachineProps } from "./machine";
export { RealServer, type RealServerProps } from "./real-server";
export { type Scheduler, schedulers } from "./scheduler";
export { type DestinationOptions, VirtualService, type VirtualServiceProps } from "./virtual-service";
