import { readdirSync, readFileSync } from "node:fs";
import { decode, tsharkCommand } from "../../../scripts/trace/decode";
import { recordingFile } from "../../recordings/recording";
import { type } from "../command-line";

const names = readdirSync(recordingFile("."))
  .filter((name) => name.endsWith(".pcapng"))
  .map((name) => name.replace(".pcapng", ""));

test.each(names)("tshark makes of the recording %s what the unit tests read", (name) => {
  const [program = "", ...args] = tsharkCommand(recordingFile(`${name}.pcapng`));

  expect(type(program, ...args).stdout).toBe(readFileSync(recordingFile(`${name}.tsv`), "utf8"));
});

test("a capture that is cut short is read as far as it goes, and said to be so", async () => {
  const { packets, cutShort } = await decode(recordingFile("cut-short.pcapng"));

  expect(cutShort).toBe(true);
  expect(packets.length).toBeGreaterThan(10);
});

test("what the bridges say to each other is left out", async () => {
  const { packets, cutShort } = await decode(recordingFile("with-stp.pcapng"));

  expect(cutShort).toBe(false);
  expect(packets).toHaveLength(10);
});

test("fails for a file that is no capture", async () => {
  await expect(decode(recordingFile("healthy.tsv"))).rejects.toThrow(/^reading .*healthy\.tsv: tshark ended with/);
});
