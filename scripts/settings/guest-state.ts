import type { SettingsRecord } from "../../constructs/cloud-init/settings-record";
import type { DeployedLab, MachineDescription, SettingDescription } from "../../constructs/lab-description";
import type { Tables } from "./nftables";

/** What a guest is set up with, as it is found there. */
export interface GuestState {
  /** Whether it has started all that it starts at its boot. */
  readonly booted: boolean;
  /** What the guest itself says it was set up with. @default - it says nothing */
  readonly record?: SettingsRecord;
  /** Text by path; nothing where there is no such file. */
  readonly files: Readonly<Record<string, string | undefined>>;
  /** Their permissions, as chmod(1) takes them: `644`. */
  readonly modes: Readonly<Record<string, string | undefined>>;
  /** Values by their sysctl(8) names. */
  readonly kernelSettings: Readonly<Record<string, string | undefined>>;
  /** systemd's word ("active", "inactive", "failed") by service. */
  readonly services: Readonly<Record<string, string | undefined>>;
  /** systemd's word for what it does with them at boot ("enabled", "disabled", "masked", "static"), by service. */
  readonly atBoot: Readonly<Record<string, string | undefined>>;
  /** Addresses with their prefix lengths, by interface. */
  readonly addresses: Readonly<Record<string, readonly string[]>>;
  /** Gateways of the default routes. */
  readonly gateways: readonly string[];
  /** Destinations of routes that are neither default routes nor the kernel's own to its networks. */
  readonly otherRoutes: readonly string[];
  /** Rules of iptables(8), each with the arguments that undo it. */
  readonly firewall: readonly { readonly rule: string; readonly table: string; readonly undo: string }[];
  /** Tables of nftables that are there. */
  readonly nftables: Tables;
  /** Tables that the guest's file of rules makes; none where nothing is declared for it. */
  readonly declaredNftables: Tables;
  /** The kernel's settings of IPVS, and what they are where nobody has set them; none where the guest is no director's. */
  readonly ipvsSettings: readonly { readonly name: string; readonly value: string; readonly byItself: string }[];
  /** IPVS's time-outs for tcp, tcpfin and udp, in seconds; empty where the guest is no director's. */
  readonly timeouts: string;
  /** What `ipvsadm -Sn` prints. */
  readonly rules: string;
}

/** Kernel settings that are looked at: what is declared, the host name, and that a machine which is no director forwards nothing. */
export function kernelSettingsOf({ name, kernelSettings }: MachineDescription): Readonly<Record<string, string>> {
  return { "kernel.hostname": name, "net.ipv4.ip_forward": "0", ...kernelSettings };
}

/** What is declared for one machine's guest. */
export function settingsOf({ guests }: DeployedLab, { name }: MachineDescription): readonly SettingDescription[] {
  return guests[name]?.settings ?? [];
}
