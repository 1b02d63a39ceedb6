import type { LabDescription, ServiceDescription } from "../../constructs/lab-description";
import { serviceName } from "../../constructs/service-name";
import { GuestInTurn } from "../guests/guest-in-turn";
import { Guests } from "../guests/guests";
import type { Check } from "./check";
import { checkIsolation } from "./isolation";
import { checkRequests } from "./requests";
import { checkKernel, checkRoutes, checkService } from "./settings";

/** All that was measured. */
export interface Verification {
  /** The client's curl answers, in the order in which they came. */
  readonly answers: readonly string[];
  readonly checks: readonly Check[];
}

/** Proves the lab by measuring it: requests, addresses on the wire, the director's kernel, routes, isolation. */
export async function verify(lab: LabDescription): Promise<Verification> {
  const guests = new Guests(lab, GuestInTurn);
  // Requests come first: they take longest, and the director has time for the rest while they are made.
  const [requests, ...others] = await Promise.all([
    allRequests(lab, guests),
    ...lab.services.map(async (service) =>
      (await checkService(service, guests)).map((check) => ofService(lab, service, check)),
    ),
    ...guests.all.filter(({ machine }) => machine.role === "director").map(checkKernel),
    checkRoutes(guests),
    checkIsolation(lab),
  ]);
  return { answers: requests.answers, checks: [...requests.checks, ...others.flat()] };
}

/** One service after the other: each captures all that the director sees. */
async function allRequests(lab: LabDescription, guests: Guests): Promise<Verification> {
  const answers: string[] = [];
  const checks: Check[] = [];
  for (const service of lab.services) {
    const requests = await checkRequests(lab, service, guests);
    answers.push(...requests.answers);
    checks.push(...requests.checks.map((check) => ofService(lab, service, check)));
  }
  return { answers, checks };
}

/** Where there are several virtual services, a statement says which one it is about. */
function ofService({ services }: LabDescription, service: ServiceDescription, check: Check): Check {
  return services.length > 1 ? { ...check, statement: `${serviceName(service)}: ${check.statement}` } : check;
}
