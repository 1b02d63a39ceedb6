import type { LabDescription, ServiceDescription } from "../../constructs/lab-description";
import type { Guests } from "../guests/guests";
import { judgeAnswers, judgeRoundRobin } from "./alternation";
import { type Check, same } from "./check";
import { judgeLegs } from "./legs";
import { parseTcpdump } from "./tcpdump";

/** Starts tcpdump and returns when it listens. */
const startCapture = `
  timeout 120 tcpdump -nn -U -l -i any tcp > /run/lab-capture 2> /run/lab-capture.err &
  until grep -q "^listening" /run/lab-capture.err; do kill -0 $! || exit 1; sleep 0.1; done`;

/** Ends it, once it has written what it saw, and prints that. */
const endCapture = `
  pkill -INT -x tcpdump
  while pgrep -x tcpdump > /dev/null; do sleep 0.1; done
  cat /run/lab-capture
  rm /run/lab-capture /run/lab-capture.err`;

/** What the client's requests showed. */
export interface Requests {
  readonly answers: readonly string[];
  readonly checks: readonly Check[];
}

/**
 * Makes two requests for each real server, one after the other, while the director captures, and looks at the answers,
 * the addresses on the wire and the real servers' logs.
 */
export async function checkRequests(
  lab: LabDescription,
  service: ServiceDescription,
  guests: Guests,
): Promise<Requests> {
  const client = guests.role("client");
  const director = guests.named(service.director);
  const url = `http://${service.vip}:${service.port}/`;
  const count = service.realServers.length * 2;

  await director.agent.run(["sh", "-c", startCapture]);
  const curl = `for i in $(seq ${count}); do curl --silent --show-error --max-time 10 "$1" || exit; done`;
  const { stdout, stderr } = await client.agent.attempt(["sh", "-c", curl, "sh", url], 120);
  const packets = parseTcpdump(await director.agent.run(["sh", "-c", endCapture]));

  const answers = stdout.trim().split("\n").filter(Boolean);
  if (stderr.trim()) answers.push(stderr.trim());
  const pages = service.realServers.map(({ name }) => guests.named(name).machine.page ?? "");
  const alternates = ["rr", "wrr"].includes(service.scheduler) && sameWeights(service);
  return {
    answers,
    checks: [
      alternates ? judgeRoundRobin(pages, answers) : judgeAnswers(pages, answers),
      ...judgeLegs(lab, service, client.machine.interfaces[0]?.address ?? "", packets),
      ...(await logs(service, client.machine.interfaces[0]?.address ?? "", guests)),
    ],
  };
}

function sameWeights({ realServers }: ServiceDescription): boolean {
  return realServers.every(({ weight }) => weight === realServers[0]?.weight);
}

function logs(service: ServiceDescription, cip: string, guests: Guests): Promise<Check[]> {
  return Promise.all(
    service.realServers.map(async ({ name }) => {
      const { agent, machine } = guests.named(name);
      const { stdout } = await agent.attempt(["tail", "-n", "1", machine.accessLog ?? ""]);
      // The first word of a line in the common log format: https://httpd.apache.org/docs/2.4/logs.html#common
      return same(`${name}'s log shows the client's address`, cip, stdout.split(" ")[0] ?? "");
    }),
  );
}
