import type { IpvsTimeouts } from "../ipvs-timeouts";
import type { DestinationDescription, ServiceDescription } from "../lab-description";

/**
 * Commands as `ipvsadm -R` reads them from its standard input, services as `ipvsadm -Sn` writes them; see ipvsadm(8).
 * -m is masquerading: NAT.
 */
export function ipvsadmRules(services: readonly ServiceDescription[], timeouts?: Required<IpvsTimeouts>): string {
  return [...(timeouts ? [timeoutRule(timeouts)] : []), ...services.flatMap(serviceRules)].join("");
}

function timeoutRule({ tcpSeconds, tcpFinSeconds, udpSeconds }: Required<IpvsTimeouts>): string {
  return `--set ${tcpSeconds} ${tcpFinSeconds} ${udpSeconds}\n`;
}

function serviceRules(service: ServiceDescription): string[] {
  const { scheduler, schedulerFlags, persistence, realServers } = service;
  const options = [
    `-s ${scheduler}`,
    ...(persistence ? [`-p ${persistence.timeoutSeconds} -M ${persistence.netmask}`] : []),
    ...(schedulerFlags.length > 0 ? [`-b ${schedulerFlags.join(",")}`] : []),
  ];
  const destination = ({ rip, port, weight }: DestinationDescription) =>
    `-a ${selector(service)} -r ${rip}:${port} -m -w ${weight}\n`;
  return [`-A ${selector(service)} ${options.join(" ")}\n`, ...realServers.map(destination)];
}

function selector(service: ServiceDescription): string {
  if (service.protocol === "fwm") return `-f ${service.firewallMark}`;
  return `${service.protocol === "tcp" ? "-t" : "-u"} ${service.vip}:${service.port}`;
}
