import type { LabDescription, ServiceDescription } from "../../constructs/lab-description";
import type { Protocol } from "../../constructs/port-match";
import type { Guest, Guests } from "../guests/guests";
import { alternates, judgeAnswers, judgeRoundRobin, judgeSameServer } from "./alternation";
import { type Check, same } from "./check";
import { judgeLegs } from "./legs";
import { answerOf, askerOf, requestOf } from "./request";
import { parseTcpdump } from "./tcpdump";

/**
 * Starts tcpdump for one protocol and returns when it listens. Without immediate mode the kernel hands packets over once a second, and
 * those of the last are lost with the end: tcpdump(8).
 */
const startCapture = `
  timeout 600 tcpdump -nn -U -l --immediate-mode -i any "$1" > /run/lab-capture 2> /run/lab-capture.err &
  echo $! > /run/lab-capture.pid
  until grep -q "^listening" /run/lab-capture.err; do kill -0 $! || exit 1; sleep 0.1; done`;

/** Ends it, once it writes nothing more, and prints what it saw. */
const endCapture = `
  read -r pid < /run/lab-capture.pid
  written=
  until [ "$written" = "$(wc -c < /run/lab-capture)" ]; do
    written=$(wc -c < /run/lab-capture)
    sleep 0.1
  done
  kill "$pid"
  while kill -0 "$pid" 2> /dev/null; do sleep 0.05; done
  cat /run/lab-capture
  rm /run/lab-capture*`;

/**
 * As many requests as the first argument says, to the address and port that follow. Each has a connection of its own; one curl
 * makes them all, since an emulated processor takes longer to start it than to ask. A datagram's answer has five seconds: one that
 * comes later is a turn of the scheduler that nobody sees. Each has a port of its own, so that IPVS takes it for a connection of its own.
 */
const ask: Readonly<Record<Protocol, string>> = {
  tcp: `
  curl --silent --show-error --fail-early --max-time 10 --header "Connection: close" \
    $(yes "http://$2:$3/" | head -n "$1")`,
  udp: `exec bash -c '
  for i in $(seq "$1"); do
    exec 3<> "/dev/udp/$2/$3" && echo >&3 && timeout 5 head -n 1 <&3 || exit
  done' bash "$@"`,
};

/** What the client's requests showed. */
export interface Requests {
  readonly answers: readonly string[];
  readonly checks: readonly Check[];
}

/**
 * Makes requests one after the other while the director captures, and looks at the answers, the addresses on the wire
 * and the real servers' logs. Two for each real server, of many real servers ten more than there are.
 */
export async function checkRequests(
  lab: LabDescription,
  service: ServiceDescription,
  guests: Guests,
): Promise<Requests> {
  const servers = service.realServers.filter(({ weight }) => weight > 0).map(({ name }) => guests.named(name));
  if (servers.length === 0) return { answers: [], checks: [] };
  const asker = askerOf(lab, service);
  const client = asker ? guests.named(asker.name) : guests.role("client");
  const cip = asker?.cip ?? "";
  const director = guests.named(service.director);
  const request = requestOf(service);
  const count = Math.min(servers.length * 2, servers.length + 10);

  await director.agent.run(["sh", "-c", startCapture, "sh", request.protocol]);
  const target = [`${count}`, service.vip, `${request.port}`];
  const { stdout, stderr } = await client.agent.attempt(["sh", "-c", ask[request.protocol], "sh", ...target], 300);

  const answers = stdout.trim().split("\n").filter(Boolean);
  if (stderr.trim()) answers.push(stderr.trim());
  const pages = servers.map(({ machine }) => answerOf(machine, request));
  const judge = service.persistence ? judgeSameServer : alternates(service) ? judgeRoundRobin : judgeAnswers;
  // Only under round robin has each of them been asked for certain.
  const asked = servers.filter((_, index) => alternates(service) || answers.includes(pages[index] ?? ""));
  const [captured, logged] = await Promise.all([
    director.agent.run(["sh", "-c", endCapture]),
    request.protocol === "tcp" ? logs(asked, cip) : [],
  ]);
  return {
    answers,
    checks: [judge(pages, answers), ...judgeLegs(lab, service, cip, parseTcpdump(captured)), ...logged],
  };
}

function logs(servers: readonly Guest[], cip: string): Promise<Check[]> {
  return Promise.all(
    servers.map(async ({ agent, machine }) => {
      const { stdout } = await agent.attempt(["tail", "-n", "1", machine.accessLog ?? ""]);
      // The first word of a line in the common log format: https://httpd.apache.org/docs/2.4/logs.html#common
      return same(`${machine.name}'s log shows the client's address`, cip, stdout.split(" ")[0] ?? "");
    }),
  );
}
