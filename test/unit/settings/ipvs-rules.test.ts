import { ruleChanges } from "../../../scripts/settings/ipvs-rules";
import { plan } from "../../../scripts/settings/telling";

const declared = `-A -t 192.168.10.100:80 -s wrr
-a -t 192.168.10.100:80 -r 10.0.0.7:80 -m -w 1
-a -t 192.168.10.100:80 -r 10.0.0.17:80 -m -w 1
`;

/** The commands that are run when this is what the kernel has. */
const commands = (is: string, to = declared) =>
  ruleChanges(is, to).flatMap(({ commands }) => commands.map((command) => command.join(" ")));

test("nothing where the kernel has what is declared, in whatever order", () => {
  expect(commands(declared)).toEqual([]);
  expect(commands(declared.trimEnd().split("\n").sort().join("\n"))).toEqual([]);
});

test("an empty table gets everything", () => {
  expect(commands("")).toEqual([
    "ipvsadm -A -t 192.168.10.100:80 -s wrr",
    "ipvsadm -a -t 192.168.10.100:80 -r 10.0.0.7:80 -m -w 1",
    "ipvsadm -a -t 192.168.10.100:80 -r 10.0.0.17:80 -m -w 1",
  ]);
});

test("a weight is edited, and nothing else is touched", () => {
  expect(commands(declared.replace("10.0.0.7:80 -m -w 1", "10.0.0.7:80 -m -w 3"))).toEqual([
    "ipvsadm -e -t 192.168.10.100:80 -r 10.0.0.7:80 -m -w 1",
  ]);
});

test("a scheduler is edited in place, so that connections stay", () => {
  expect(commands(declared.replace("wrr", "rr"))).toEqual(["ipvsadm -E -t 192.168.10.100:80 -s wrr"]);
});

test("a service that is not declared goes", () => {
  expect(commands(`${declared}-A -u 192.168.10.100:53 -s rr\n`)).toEqual(["ipvsadm -D -u 192.168.10.100:53"]);
});

test("a real server that is not declared is drained before it goes", () => {
  const [change, ...others] = ruleChanges(`${declared}-a -t 192.168.10.100:80 -r 10.0.0.27:80 -m -w 2\n`, declared);

  expect(others).toEqual([]);
  expect(change?.words).toBe(
    "virtual service tcp 192.168.10.100:80 has the real server 10.0.0.27:80, which is not declared",
  );
  expect(change?.commands[0]?.slice(3)).toEqual(["sh", "-t", "192.168.10.100:80", "10.0.0.27:80", "-m"]);
});

test("what is a default and is not written is the same as when it is written", () => {
  const short = "-A -f 1 -p 300\n-a -f 1 -r 10.0.0.7:0 -m\n";
  const long = "-A -f 1 -s wlc -p 300 -M 255.255.255.255\n-a -f 1 -r 10.0.0.7:0 -m -w 1\n";

  expect(commands(short, long)).toEqual([]);
  expect(commands(long, short)).toEqual([]);
});

test("persistence and flags belong to a service", () => {
  const mh = "-A -t 10.1.1.1:80 -s mh -b mh-port,mh-fallback\n";

  expect(commands(mh, "-A -t 10.1.1.1:80 -s mh -b mh-fallback,mh-port\n")).toEqual([]);
  expect(commands("-A -t 10.1.1.1:80 -s mh -p 60 -M 255.255.255.0\n", mh)).toEqual([
    "ipvsadm -E -t 10.1.1.1:80 -s mh -b mh-fallback,mh-port",
  ]);
});

/** In words, without the service's name. */
const words = (is: string, to = declared) =>
  ruleChanges(is, to).map(({ words }) => words.replace("virtual service tcp 192.168.10.100:80", "").trim());

test("words tell what there is and what it becomes, in the field's terms", () => {
  const is = declared.replace("10.0.0.7:80 -m -w 1", "10.0.0.7:80 -g -w 3").replace("wrr", "rr -p 300");

  expect(words(is)).toEqual([
    ": scheduler rr → wrr, persistence 300 s → none, persistence's netmask 255.255.255.255 → none",
    ": 10.0.0.7:80 weight 3 → 1, forwarding direct routing → masquerading",
  ]);
  expect(words(declared.replace(/-a .*10.0.0.7:80.*\n/, ""))).toEqual(["lacks the real server 10.0.0.7:80, weight 1"]);
});

test("a service that is missing is told once, with all that it has", () => {
  expect(words("")).toEqual(["is missing: scheduler wrr; real servers 10.0.0.7:80 weight 1, 10.0.0.17:80 weight 1"]);
});

test("a plan tells the same as what is going to be done", () => {
  const planned = (is: string, to: string) =>
    ruleChanges(is, to, { telling: plan }).map(({ words }) =>
      words.replace("virtual service tcp 192.168.10.100:80 ", ""),
    );
  const less = declared.replace(/-a .*10.0.0.7:80.*\n/, "");

  expect(planned("", declared)).toEqual([
    "is new: scheduler wrr; real servers 10.0.0.7:80 weight 1, 10.0.0.17:80 weight 1",
  ]);
  expect(planned(less, declared)).toEqual(["gets the real server 10.0.0.7:80, weight 1"]);
  expect(planned(declared, less)).toEqual(["loses the real server 10.0.0.7:80"]);
  expect(planned(declared, "")).toEqual(["is not declared any more"]);
});

test("a real server apart is left as it is, in the table or not", () => {
  const weight3 = declared.replace("10.0.0.7:80 -m -w 1", "10.0.0.7:80 -m -w 3");
  const gone = declared.replace(/-a .*10.0.0.7:80.*\n/, "");

  expect(ruleChanges(weight3, declared, { apart: ["10.0.0.7"] })).toEqual([]);
  expect(ruleChanges(gone, declared, { apart: ["10.0.0.7"] })).toEqual([]);
  expect(ruleChanges(declared, gone, { apart: ["10.0.0.7"] })).toEqual([]);
  expect(words(gone.replace("wrr", "rr"))).toHaveLength(2);
  expect(ruleChanges(gone.replace("wrr", "rr"), declared, { apart: ["10.0.0.7"] })).toHaveLength(1);
});

test("a real server of a firewall mark is told without the port 0 that stands for the client's", () => {
  const one = "-A -f 1 -s rr\n-a -f 1 -r 10.0.0.7:0 -m -w 1\n";
  const two = "-A -f 1 -s rr\n-a -f 1 -r 10.0.0.7:0 -m -w 3\n-a -f 1 -r 10.0.0.17:0 -m -w 1\n";
  const words = (is: string, to: string) => ruleChanges(is, to, { telling: plan }).map((change) => change.words);

  expect(words(one, two)).toEqual([
    "virtual service fwm 1: 10.0.0.7 weight 1 → 3",
    "virtual service fwm 1 gets the real server 10.0.0.17, weight 1",
  ]);
  expect(words(two, one)).toContain("virtual service fwm 1 loses the real server 10.0.0.17");
  expect(words("", one)).toEqual([expect.stringContaining("real servers 10.0.0.7 weight 1")]);
});
