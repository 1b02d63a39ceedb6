import { isNetmask } from "../addresses";
import type { ServiceDescription } from "../lab-description";
import { schedulers, weightless } from "../scheduler";
import { schedulerFlags } from "../scheduler-flag";
import { isTimeout, repeated, serviceTitle, shown, useATimeout } from "./words";

/** How connections are shared out: scheduler, its flags, weights, persistence. */
export function schedulingMistakes(service: ServiceDescription): string[] {
  return [schedulerMistake, flagMistakes, weightMistakes, persistenceMistakes]
    .flatMap((rule) => rule(service))
    .map((mistake) => `${serviceTitle(service)}: ${mistake}`);
}

function schedulerMistake({ scheduler }: ServiceDescription): string[] {
  if (schedulers.includes(scheduler)) return [];
  return [`the kernel has no scheduler ${JSON.stringify(scheduler)}; use one of ${schedulers.join(", ")}`];
}

/** ipvsadm says of such a flag: incompatible scheduler flag. */
function flagMistakes(service: ServiceDescription): string[] {
  const twice = repeated(service.schedulerFlags, (flag) => flag);
  const each = service.schedulerFlags.flatMap((flag) => {
    if (!schedulerFlags.includes(flag)) {
      return [`ipvsadm has no scheduler flag ${JSON.stringify(flag)}; use one of ${schedulerFlags.join(", ")}`];
    }
    const [owner = ""] = flag.split("-", 1);
    if (owner === service.scheduler) return [];
    return [`scheduler ${service.scheduler} has no flag ${flag}; leave it out, or use the scheduler ${owner}`];
  });
  return [...each, ...twice.map(({ item }) => `its scheduler flag ${item} is given twice; give it once`)];
}

/** All of the kernel's schedulers pass over a real server with weight 0. */
function weightMistakes({ scheduler, realServers }: ServiceDescription): string[] {
  if (!(scheduler in weightless)) return [];
  const instead = weightless[scheduler];
  return realServers
    .filter(({ weight }) => weight > 1)
    .map(
      ({ name, weight }) =>
        `scheduler ${scheduler} ignores the weight ${weight} of real server ${name}; ` +
        `leave it out${instead ? `, or use the scheduler ${instead}` : ""}`,
    );
}

function persistenceMistakes({ persistence }: ServiceDescription): string[] {
  if (!persistence) return [];
  const { timeoutSeconds, netmask } = persistence;
  return [
    ...(isTimeout(timeoutSeconds) ? [] : [`it can't remember clients for ${shown(timeoutSeconds)} s; ${useATimeout}`]),
    ...(isNetmask(netmask) ? [] : [`${shown(netmask)} is not a netmask; use one such as 255.255.255.0`]),
  ];
}
