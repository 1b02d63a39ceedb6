import { setTimeout as sleep } from "node:timers/promises";
import type { DeployedLab } from "../constructs/lab-description";
import { Guests } from "../scripts/guests/guests";
import { fill } from "../scripts/lesson/fill";
import { stageOf } from "../scripts/lesson/stage";
import { project } from "../scripts/project";
import { attempt, run } from "../scripts/run/run";
import { requireDeployedLab } from "../scripts/verbs/deployed";

/** Clients that ask again and again, and downloads at the same time. */
const clients = 8;
const downloads = 4;
/** MiB of a download, and its bytes per second, so that weights change several times meanwhile. */
const downloadMiB = 8;
const downloadRate = "400k";

/** Asks again and again until the file `go` is gone; prints how many answers were right, and each that was not. */
const ask = (pages: string) => `
right=0
while test -e /tmp/go; do
  page=$(curl --silent --show-error --max-time 30 http://{VIP}:{PORT}/ 2>&1)
  case "$page" in ${pages}) right=$((right + 1)) ;; *) echo "wrong: $page" ;; esac
done
echo "right: $right"`;

/** Downloads again and again; prints how many came whole, and each that did not. */
const download = (sum: string) => `
whole=0
while test -e /tmp/go; do
  sum=$(curl --silent --show-error --limit-rate ${downloadRate} http://{VIP}:{PORT}/soak 2>&1 | sha256sum)
  case "$sum" in "${sum}"*) whole=$((whole + 1)) ;; *) echo "broken" ;; esac
done
echo "whole: $whole"`;

/**
 * Loads the virtual service, while weights change and each real server in turn drains (weight 0) and comes back.
 * The lab is as it was afterwards.
 *
 * @returns what went wrong: answers that were none of the pages, downloads that broke, and that there was none of either
 */
export async function load(seconds: number, tell: (line: string) => void): Promise<string[]> {
  await run("./lab up", ["./lab", "up"], { cwd: project.root, env: { CI: "true" } });
  const lab = await requireDeployedLab();
  const { values, at } = stageOf(lab);
  const sum = await makeFiles(lab);
  const client = at("client").agent;
  await client.run(["touch", "/tmp/go"]);
  const sh = (script: string) => client.attempt(["sh", "-c", fill(script, values)], seconds + 120);
  const working = Promise.all([
    ...Array.from({ length: clients }, () => sh(ask(`"${values.PAGE1}"|"${values.PAGE2}"`))),
    ...Array.from({ length: downloads }, () => sh(download(sum))),
  ]);
  const changes = await changeWeights(lab, seconds);
  await client.run(["rm", "/tmp/go"]);
  const lines = (await working).flatMap(({ stdout, stderr }) => `${stdout}${stderr}`.trim().split("\n"));
  const total = (what: string) =>
    lines.filter((line) => line.startsWith(what)).reduce((sum, line) => sum + Number(line.slice(what.length)), 0);
  const wrong = lines.filter((line) => !/^(right|whole): \d+$/.test(line));
  tell(
    `${seconds} s, ${clients} clients, ${downloads} downloads of ${downloadMiB} MiB at a time, ${changes} changes of weights: ` +
      `${total("right: ")} answers right, ${total("whole: ")} downloads whole, ${wrong.length} wrong`,
  );
  for (const line of new Set(wrong)) tell(`  ${line}`);
  await attempt(["./lab", "reset"], { cwd: project.root });
  const none = ["right: ", "whole: "].filter((what) => total(what) === 0);
  return [...wrong, ...none.map((what) => `none was ${what.replace(": ", "")}`)];
}

/** The same file on all real servers. @returns its SHA-256 */
async function makeFiles(lab: DeployedLab): Promise<string> {
  const servers = new Guests(lab).all.filter(({ machine }) => machine.role === "real-server");
  const make = `yes lvs-nat | head -c ${downloadMiB}M > /var/www/html/soak; sha256sum < /var/www/html/soak`;
  const sums = await Promise.all(servers.map(({ agent }) => agent.run(["sh", "-c", make])));
  return sums[0]?.split(" ")[0] ?? "";
}

/** Every two seconds other weights; now and then one server has none. @returns how often */
async function changeWeights(lab: DeployedLab, seconds: number): Promise<number> {
  const { values, at } = stageOf(lab);
  const director = at("director").agent;
  const weights = [
    [1, 1],
    [3, 1],
    [0, 1],
    [1, 3],
    [1, 0],
  ] as const;
  const end = Date.now() + seconds * 1000;
  let changes = 0;
  for (; Date.now() < end; changes += 1) {
    const [one, two] = weights[changes % weights.length] ?? [1, 1];
    const edit = (rip: string, weight: number) =>
      `ipvsadm -e ${values.SERVICE} -r ${rip}:${values.PORT} -m -w ${weight}`;
    await director.run(["sh", "-c", `${edit(values.RIP1, one)} && ${edit(values.RIP2, two)}`]);
    await sleep(2000);
  }
  return changes;
}
