import type { DestinationDescription, ServiceDescription } from "../lab-description";

/** Rules as `ipvsadm -Sn` writes them and `ipvsadm -R` reads them, see ipvsadm(8); -m is masquerading: NAT. */
export function ipvsadmRules(services: readonly ServiceDescription[]): string {
  return services.flatMap(serviceRules).join("");
}

function serviceRules({ vip, port, scheduler, realServers }: ServiceDescription): string[] {
  const service = `-t ${vip}:${port}`;
  const destination = ({ rip, port, weight }: DestinationDescription) =>
    `-a ${service} -r ${rip}:${port} -m -w ${weight}\n`;
  return [`-A ${service} -s ${scheduler}\n`, ...realServers.map(destination)];
}
