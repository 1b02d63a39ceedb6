import { matchesOf } from "./port-match";
import type { ServiceHead } from "./service-head";

/** A virtual service in words: `tcp 192.168.10.100:80`, or `fwm 1 (tcp 80, tcp 443 of 192.168.10.100)`. */
export function serviceName(service: ServiceHead): string {
  if (service.protocol !== "fwm") return `${service.protocol} ${service.vip}:${service.port}`;
  const ports = matchesOf(service).map(({ protocol, port }) => `${protocol} ${port}`);
  return `fwm ${service.firewallMark} (${ports.join(", ")} of ${service.vip})`;
}
