import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { readDeclared } from "../../scripts/terraform/synth";
import { synthesisedProgram } from "./program";

/** The lab that a program declares. */
const declared = (program: string, name: string) => synthesisedProgram(program, name, readDeclared);

const root = path.resolve(__dirname, "../..");

function rulesOf(program: string, name: string): string[] {
  const setting = declared(program, name).guests.lvs?.settings.find((one) => one.name === "virtual services");
  return setting?.files[0]?.content.trimEnd().split("\n") ?? [];
}

test.each([
  [
    "main.ts",
    "lvs-nat",
    [
      "-A -t 192.168.10.100:80 -s wrr",
      "-a -t 192.168.10.100:80 -r 10.0.0.7:80 -m -w 1",
      "-a -t 192.168.10.100:80 -r 10.0.0.17:80 -m -w 1",
    ],
  ],
  [
    "examples/weights.ts",
    "weights",
    [
      "-A -t 192.168.10.100:80 -s wrr",
      "-a -t 192.168.10.100:80 -r 10.0.0.7:80 -m -w 3",
      "-a -t 192.168.10.100:80 -r 10.0.0.17:80 -m -w 1",
      "-a -t 192.168.10.100:80 -r 10.0.0.27:80 -m -w 1",
    ],
  ],
  [
    "examples/port-mapping.ts",
    "port-mapping",
    [
      "-A -t 192.168.10.100:80 -s rr",
      "-a -t 192.168.10.100:80 -r 10.0.0.7:8080 -m -w 1",
      "-a -t 192.168.10.100:80 -r 10.0.0.17:8080 -m -w 1",
    ],
  ],
  [
    "examples/persistence.ts",
    "persistence",
    [
      "-A -t 192.168.10.100:80 -s rr -p 60 -M 255.255.255.0",
      "-a -t 192.168.10.100:80 -r 10.0.0.7:80 -m -w 1",
      "-a -t 192.168.10.100:80 -r 10.0.0.17:80 -m -w 1",
      "-A -t 192.168.10.100:8000 -s rr",
      "-a -t 192.168.10.100:8000 -r 10.0.0.7:8000 -m -w 1",
      "-a -t 192.168.10.100:8000 -r 10.0.0.17:8000 -m -w 1",
    ],
  ],
  [
    "examples/two-directors.ts",
    "two-directors",
    [
      "-A -t 192.168.10.100:80 -s wrr",
      "-a -t 192.168.10.100:80 -r 10.0.0.7:80 -m -w 1",
      "-a -t 192.168.10.100:80 -r 10.0.0.17:80 -m -w 1",
    ],
  ],
])("%s declares what it says", (program, name, rules) => {
  expect(rulesOf(program, name)).toEqual(rules);
});

test("every example is among these", () => {
  expect(readdirSync(path.join(root, "examples")).sort()).toEqual([
    "persistence.ts",
    "port-mapping.ts",
    "two-directors.ts",
    "weights.ts",
  ]);
});

test("in port-mapping.ts the web servers listen on the port that the director maps to", () => {
  const { machines } = declared("examples/port-mapping.ts", "port-mapping");
  expect(machines.flatMap(({ webPorts = [] }) => webPorts)).toEqual([8080, 8080]);
});

test("the README names every example", () => {
  const readme = readFileSync(path.join(root, "README.md"), "utf8");
  for (const file of readdirSync(path.join(root, "examples"))) expect(readme).toContain(`examples/${file}`);
});
