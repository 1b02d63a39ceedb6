export { Client, type ClientProps } from "./client";
export type { GuestFile } from "./cloud-init/guest-setup";
export { Director, type DirectorProps } from "./director";
export { debian13 } from "./image/debian-13";
export type { GuestImage } from "./image/guest-image";
export { type OwnImageProps, ownImage } from "./image/own-image";
export type { IpvsSettings } from "./ipvs-settings";
export type { IpvsTimeouts } from "./ipvs-timeouts";
export type {
  DestinationDescription,
  FirewallMarkServiceDescription,
  ImageDescription,
  InterfaceDescription,
  LabDescription,
  MachineDescription,
  NetworkDescription,
  PortServiceDescription,
  Role,
  ServiceDescription,
} from "./lab-description";
export { LabNetwork, type LabNetworkProps } from "./lab-network";
export type { GuestDomain } from "./libvirt/guest-domain";
export type { GuestSettings } from "./libvirt/guest-settings";
export type { HostSettings } from "./libvirt/host-settings";
export type { IsolatedNetwork } from "./libvirt/isolated-network";
export type { LabPool } from "./libvirt/lab-pool";
export { LvsNatLab, type LvsNatLabProps } from "./lvs-nat-lab";
export { Machine, type MachineProps } from "./machine";
export type { GuestExtras, MachineInterface, MachineOptions, RoleOptions } from "./machine-options";
export type { Persistence } from "./persistence";
export type { PortMatch, Protocol } from "./port-match";
export { RealServer, type RealServerProps } from "./real-server";
export { type Scheduler, schedulers } from "./scheduler";
export { type SchedulerFlag, schedulerFlags } from "./scheduler-flag";
export {
  type CommonServiceProps,
  type DestinationOptions,
  type FirewallMarkServiceProps,
  type PortServiceProps,
  VirtualService,
  type VirtualServiceProps,
} from "./virtual-service";
