import { isMap } from "./is-map";
import type { FirewallMarkServiceDescription, PortServiceDescription } from "./lab-description";
import type { Persistence } from "./persistence";
import type { VirtualServiceProps } from "./virtual-service";

/** A virtual service without its real servers: the line with -A in ipvsadm's rules. */
export type ServiceHead =
  | Omit<PortServiceDescription, "realServers">
  | Omit<FirewallMarkServiceDescription, "realServers">;

function completePersistence({
  timeoutSeconds = 300,
  netmask = "255.255.255.255",
}: Persistence): Required<Persistence> {
  return { timeoutSeconds, netmask };
}

/** A virtual service as it is declared, with what ipvsadm(8) takes where nothing is said. */
export function serviceHead(
  director: { readonly name: string; readonly vip: string },
  props: VirtualServiceProps,
): ServiceHead {
  const { address: vip = director.vip, scheduler = "wlc", schedulerFlags = [], persistence } = props;
  const common = {
    director: director.name,
    vip,
    scheduler,
    schedulerFlags,
    persistence: persistence && completePersistence(persistence),
  };
  if ("firewallMark" in props) {
    // What is no match at all is told with the misspelt properties.
    const given = (props.matches ?? []).filter(isMap);
    const matches = given.map(({ protocol = "tcp" as const, port }) => ({ protocol, port }));
    return { ...common, protocol: "fwm", firewallMark: props.firewallMark, matches };
  }
  const { protocol = "tcp", port } = props;
  return { ...common, protocol, port };
}
