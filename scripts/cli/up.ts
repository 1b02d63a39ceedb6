import type { ServiceDescription } from "../../constructs/lab-description";
import { picture } from "../output/picture";
import { checkList } from "../output/tables";
import type { UpResult } from "../up/bring-up";
import { up } from "../verbs/up";
import { requestCommand } from "../verify/request";

/** `./lab up`, for a terminal: the drawing, the answers, and what to try next; `--json`: a list of labs. */
export default async function ({ json, ...options }: { yes: boolean; lab?: string; json?: boolean }): Promise<void> {
  const results = await up(options);
  process.exitCode = results.every(({ checks }) => checks.every(({ holds }) => holds)) ? 0 : 1;
  process.stdout.write(
    json
      ? `${JSON.stringify(results, null, 2)}\n`
      : results.map((result) => text(result, results.length > 1)).join("\n"),
  );
}

/** @param oneOfSeveral whether commands must say which lab they are about */
function text(result: UpResult, oneOfSeveral: boolean): string {
  const failed = result.checks.filter(({ holds }) => !holds);
  const [service] = result.lab.services;
  const client = result.lab.machines.find(({ role }) => role === "client");
  const lines = ["", picture(result.lab), ""];
  if (service && client) {
    const others = result.lab.services.length - 1;
    const command = others > 0 ? `requests to ${others + 1} virtual services` : requestCommand(service);
    lines.push(`${client.name}$ ${command}   (${result.answers.length} times)`);
  }
  lines.push(...result.answers.map((answer) => `  ${answer}`), "");
  const which = oneOfSeveral ? ` --lab ${result.lab.name}` : "";
  if (failed.length > 0) {
    lines.push("these statements about the lab do not hold:", checkList(failed), "");
    lines.push(`What ./lab diff does not see, ./lab reset${which} undoes, where the lab was verified before.`);
  } else if (service && client) lines.push("Try next:", ...tryNext(client.name, service, which));
  return `${lines.join("\n")}\n`;
}

function tryNext(client: string, service: ServiceDescription, which: string): string[] {
  return [
    [`./lab exec${which} ${service.director} -- ipvsadm -ln`, "the director's table"],
    [`./lab exec${which} ${client} -- ${requestCommand(service).replace(/^curl/, "curl -s")}`, "one request"],
    [`./lab shell${which} ${service.director}`, "the director's console"],
    [`./lab verify${which}`, "each statement about the lab, measured"],
    [`./lab reset${which}`, "everything as it is now, whatever you have broken"],
    [`./lab down${which}`, "take it down"],
  ].map(([command = "", words]) => `  ${command.padEnd(45)} ${words}`);
}
