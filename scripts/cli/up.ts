import { picture } from "../output/picture";
import { checkList } from "../output/tables";
import { up } from "../verbs/up";

/** `./lab up`, for a terminal: the drawing, the answers, and what to try next. */
export default async function (options: { yes: boolean; json?: boolean }): Promise<void> {
  const result = await up({ yes: options.yes });
  const failed = result.checks.filter(({ holds }) => !holds);
  process.exitCode = failed.length > 0 ? 1 : 0;
  if (options.json) return void process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);

  const [service] = result.lab.services;
  const client = result.lab.machines.find(({ role }) => role === "client");
  const lines = ["", picture(result.lab), ""];
  if (service && client) lines.push(`${client.name}$ curl ${service.vip}   (${result.answers.length} times)`);
  lines.push(...result.answers.map((answer) => `  ${answer}`), "");
  if (failed.length > 0) lines.push("these statements about the lab do not hold:", checkList(failed));
  else if (service && client) lines.push("Try next:", ...tryNext(client.name, service));
  process.stdout.write(`${lines.join("\n")}\n`);
}

function tryNext(client: string, service: { director: string; vip: string }): string[] {
  return [
    [`./lab exec ${service.director} -- ipvsadm -ln`, "the director's table"],
    [`./lab exec ${client} -- curl -s ${service.vip}`, "one request"],
    [`./lab shell ${service.director}`, "the director's console"],
    ["./lab verify", "each statement about the lab, measured"],
    ["./lab reset", "everything as it is now, whatever you have broken"],
    ["./lab down", "take it down"],
  ].map(([command = "", words]) => `  ${command.padEnd(46)}${words}`);
}
