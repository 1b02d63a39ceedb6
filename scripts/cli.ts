import "cdktf-env";
import { Command } from "commander";
import { project } from "./project";
import { diskFull, isDiskFull, LabError, UsageError, wrongKindOf } from "./run/errors";
import { endBySignal, interruptedExitCode, tellInterruption } from "./run/interruption";
import { refuseOtherUsers } from "./run/owner";

const program = new Command("lab")
  .description("An LVS-NAT lab of real virtual machines: a client, a director, real servers")
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .showHelpAfterError("run ./lab --help for the commands")
  .configureHelp({ showGlobalOptions: true })
  .addHelpText(
    "after",
    "\nExit codes: 0 done, 1 failed or not so, 2 wrong command line, 130 interrupted; exec, trace: the command's own.",
  );

program
  .command("up")
  .description("bring the lab up to a verified lab; changes nothing that stands")
  .option("-y, --yes", "install what is missing on this machine without asking", process.env.CI === "true")
  .option("--lab <name>", "bring this lab up alone, where main.ts declares several")
  .option("--json", "print the results as JSON, a list of labs")
  .action(async (options) => (await import("./cli/up")).default(options));

program
  .command("verify")
  .description("prove the lab by measuring it, statement by statement")
  .option("--lab <name>", "the lab, where there are several")
  .option("--json", "print the checks as JSON")
  .action(async (options) => (await import("./cli/verify")).default(options));

program
  .command("diff")
  .description("show what main.ts declares and is not so: not deployed, or changed by hand in a guest")
  .option("--lab <name>", "the lab, where there are several")
  .option("--json", "print it as JSON")
  .action(async (options) => (await import("./cli/diff")).default(options));

program
  .command("status")
  .description("show each machine and how it is")
  .option("--lab <name>", "show this lab alone")
  .option("--json", "print it as JSON, a list of labs")
  .action(async (options) => (await import("./cli/status")).default(options));

program
  .command("exec")
  .description("run a command on a machine, as root: ./lab exec lvs -- ipvsadm -ln")
  .argument("<node>", "the machine's name: client, lvs, rs1, …")
  .usage("[options] <node> -- <command...>")
  .argument("<command...>", "the command and its arguments, without a shell and without input; put -- before it")
  .option("--lab <name>", "the lab, where there are several")
  .option("--timeout <seconds>", "kill the command after this long", "3600")
  .action(async (node, command, options) => (await import("./cli/exec")).default(node, command, options));

program
  .command("trace")
  .description("capture on all links while a request passes, and show where each packet went and what was rewritten")
  .argument("[command...]", "what makes the traffic; put -- before it. Without it: one curl of the virtual service")
  .usage("[options] [-- <command...>]")
  .showHelpAfterError("put -- before a command: ./lab trace -- curl -s …; trace's own options: ./lab trace --help")
  .option("--lab <name>", "the lab, where there are several")
  .option("--on <node>", "the machine that it runs on (the client)")
  .option("--for <duration>", "watch whatever passes for so long, such as 10s, instead of a command")
  .option("--in-guests", "capture inside the machines, as on a remote host, and align their clocks")
  .option("--svg <file>", "write the ladder as SVG, besides")
  .option("--html <file>", "write a page in which the packet moves step by step")
  .option("--pcap <file>", "write the capture, for Wireshark (pcapng)")
  .option("--json", "print the story as JSON")
  .option("--mermaid", "print the ladder as a sequence diagram of Mermaid")
  .option("-y, --yes", "install what is missing on this machine without asking", process.env.CI === "true")
  .action(async (command, options) => (await import("./cli/trace")).default(command, options));

program
  .command("watch")
  .description("show the services as they are: connections, packets and rates of each real server, connection states")
  .option("--lab <name>", "the lab, where there are several")
  .option("--interval <seconds>", "time between two readings", "2")
  .option("--count <readings>", "end after so many")
  .option("--json", "print each reading as a line of JSON")
  .action(async (options) => (await import("./cli/watch")).default(options));

program
  .command("diagram")
  .description("draw the lab that is up: addresses, gateways, services, weights; machines that are down are grey")
  .option("--lab <name>", "the lab, where there are several")
  .option("--text", "as text with lines of Unicode, for a terminal (unless another form is asked for)")
  .option("--svg", "as SVG")
  .option("--mermaid", "as a flow chart of Mermaid")
  .action(async (options) => (await import("./cli/diagram")).default(options));

program
  .command("shell")
  .description("open a machine's console, logged in as root")
  .argument("<node>", "the machine's name")
  .option("--lab <name>", "the lab, where there are several")
  .action(async (node, options) => {
    process.exitCode = await (await import("./verbs/shell")).shell(node, options);
  });

program
  .command("lesson")
  .description("list the experiments, or play one: predict, break, observe, explain, repair, check")
  .argument("[name]", "the experiment; without it they are listed")
  .option("--auto", "play it without a person, or all of them")
  .option("--lang <language>", "en or zh (as LANG says)")
  .option("--lab <name>", "the lab, where there are several")
  .option("--json", "print what was seen as JSON; without a person")
  .option("-y, --yes", "install what is missing on this machine without asking", process.env.CI === "true")
  .action(async (name, options) => (await import("./cli/lesson")).default(name, options));

program
  .command("break")
  .description("begin an exam: break the lab without telling how; it is mended by hand in the machines")
  .option("--seed <number>", "the same number breaks the same (one at random)")
  .option("--count <faults>", "how many faults", "1")
  .option("--lab <name>", "the lab, where there are several")
  .action(async (options) => (await import("./cli/break")).default(options));

program
  .command("hint")
  .description("a hint for what is broken still; each costs a quarter of a point")
  .option("--lang <language>", "en or zh (as LANG says)")
  .option("--lab <name>", "the lab, where there are several")
  .action(async (options) => (await import("./cli/hint")).default(options));

program
  .command("check")
  .description("tell which statements of the lab hold, without what was measured")
  .option("--lab <name>", "the lab, where there are several")
  .option("--json", "print it as JSON")
  .action(async (options) => (await import("./cli/check")).default(options));

program
  .command("grade")
  .description("end the exam: what the faults were, points, time, hints and evidence")
  .option("--lang <language>", "en or zh (as LANG says)")
  .option("--lab <name>", "the lab, where there are several")
  .option("--json", "print it as JSON")
  .option("--csv", "print it as CSV")
  .option("--learner <name>", "whose grade it is, for JSON and CSV")
  .action(async (options) => (await import("./cli/grade")).default(options));

program
  .command("snapshot")
  .description("save all machines, memory and disks, at this point")
  .argument("[name]", "what to call it; one of the same name is replaced", "saved")
  .option("--lab <name>", "the lab, where there are several")
  .action(async (name, options) => (await import("./verbs/snapshot")).snapshot(name, options));

program
  .command("snapshots")
  .description("list the snapshots")
  .option("--lab <name>", "the lab, where there are several")
  .option("--json", "print them as JSON")
  .action(async (options) => (await import("./cli/snapshots")).default(options));

program
  .command("reset")
  .description("return the whole lab, memory and disks, to a snapshot")
  .argument("[name]", "the snapshot; fresh is the point at which ./lab up had verified the lab", "fresh")
  .option("--lab <name>", "the lab, where there are several")
  .action(async (name, options) => (await import("./verbs/reset")).reset(name, options));

program
  .command("down")
  .description("take the lab down; nothing is left but the image and what was saved of it")
  .option("--all", "remove these too")
  .option("--lab <name>", "take this lab down alone")
  .action(async ({ all = false, lab }) => (await import("./verbs/down")).down({ all, lab }));

program
  .command("doctor")
  .description("look at what this machine needs, and say what mends it")
  .option("--fix", "mend it")
  .option("--json", "print it as JSON")
  .action(async (options) => (await import("./cli/doctor")).default(options));

const image = program.command("image").description("the guests' image: build, list, prune");
image
  .command("build")
  .description("build it, unless it is there")
  .option("--mirror <url>", "take the packages from this archive; a dated one of a snapshot service pins them")
  .option("-y, --yes", "install what is missing on this machine without asking", process.env.CI === "true")
  .action(async (options) => (await import("./cli/image")).build(options));
image
  .command("list")
  .description("list the images")
  .option("--json", "print them as JSON")
  .action(async (options) => (await import("./cli/image")).list(options));
image
  .command("prune")
  .description("remove the images that nothing needs")
  .action(async () => (await import("./cli/image")).prune());

program
  .command("test")
  .description("run all tests: unit, synth, and the lab itself, as root and as an ordinary user")
  .option("-y, --yes", "install what is missing on this machine without asking", process.env.CI === "true")
  .option("--minutes <count>", "begin no further test on real machines after so many; each is named that was not run")
  .action(async (options) => (await import("./cli/test")).default(options));

program.hook("preAction", refuseOtherUsers);

const interrupted = "interrupted; run the same command again";
tellInterruption(interrupted);

program.parseAsync().catch((error: unknown) => {
  const signalled = interruptedExitCode();
  const wrongKind = wrongKindOf(error);
  if (signalled !== undefined) {
    fail(interrupted, signalled);
    endBySignal();
  } else if (isDiskFull(error)) fail(`${diskFull} (${error.message})`, 1);
  else if (wrongKind?.startsWith(project.lab)) {
    fail(
      `${wrongKind} is a folder in place of a file, or the other way round; remove it, and run the command again`,
      1,
    );
  } else if (error instanceof UsageError) fail(error.message, 2);
  else if (error instanceof LabError) fail(error.message, 1);
  else throw error;
});

function fail(words: string, exitCode: number): void {
  process.stderr.write(`lab: ${words}\n`);
  process.exitCode = exitCode;
}
