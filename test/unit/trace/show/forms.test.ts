import { create } from "xmlbuilder2";
import { storyHtml } from "../../../../scripts/trace/show/html";
import { ladder } from "../../../../scripts/trace/show/ladder";
import { ladderSvg } from "../../../../scripts/trace/show/ladder-svg";
import { ladderMermaid } from "../../../../scripts/trace/show/mermaid";
import { outcomeWords } from "../../../../scripts/trace/show/words";
import { told } from "../../../recordings/recording";

beforeAll(() => {
  process.env.NO_COLOR = "1"; // whatever terminal the tests run on
});

test("a terminal shows a ladder, with the words beside it", () => {
  expect(ladder(told("stopped-httpd"), 200)).toMatchSnapshot();
});

test("a narrow terminal shows the words below", () => {
  const lines = ladder(told("forwarding-off"), 80).split("\n");
  const drawn = lines.slice(
    0,
    lines.findIndex((line) => line.startsWith("connection")),
  );

  expect(drawn.slice(4, 9)).toMatchSnapshot();
  for (const line of drawn.filter((words) => words.includes("│"))) expect(line.length).toBeLessThanOrEqual(80);
});

test("evidence is told once, the failure each time", () => {
  const text = ladder(told("forwarding-off"), 200);

  expect(text.match(/ip_forward is 0: dropped/g)?.length).toBeGreaterThan(1);
  expect(text.match(/net\.ipv4\.ip_forward = 0/g)).toHaveLength(1);
});

test("a long trace is counted where it is not shown", () => {
  const story = told("healthy");
  const long = { ...story, packets: Array.from({ length: 10 }, () => story.packets).flat() };

  expect(ladder(long, 200)).toContain("40 more packets; --json, --pcap and --html have all of them");
});

test("each step says its connection where there are several", () => {
  const story = told("healthy");
  const [one] = story.connections;
  const two = { ...story, connections: one ? [one, { ...one, number: 2 }] : [] };

  expect(ladder(story, 200)).not.toContain("[1]");
  expect(ladder(two, 200)).toContain("[1] 1  SYN");
  expect(ladder(two, 200)).toMatch(/\[1\] 192\.168\.10\.6:\d+ → 192\.168\.10\.100:80/);
  expect(ladderSvg(two)).toContain('var(--connection-1)">[1] ');
  expect(storyHtml(two)).toContain('<select id="connections"');
});

test("a machine that is off is shown so", () => {
  const story = { ...told("healthy"), states: { rs1: "shut off" } };

  expect(ladder(story, 200).split("\n")[1]?.trim()).toBe("shut off");
  expect(ladderSvg(story)).toContain("eth0, shut off");
  expect(storyHtml(story)).toContain('class="real-server down"');
  expect(ladderMermaid(story)).toContain("rs1 eth0 (shut off)");
});

test("a story without packets has all forms", () => {
  const story = { ...told("healthy"), packets: [], connections: [], command: undefined };

  expect(ladder(story, 200)).toContain("no packet was seen; make some traffic meanwhile, or give a command");
  expect(() => create(ladderSvg(story))).not.toThrow();
  expect(storyHtml(story)).toContain("no packet was seen");
});

test("the command's output is shown line by line, then its exit code", () => {
  const command = { machine: "client", words: ["sh"], exitCode: 7, stdout: "a\n\u001b[31mb\n", stderr: "c\n" };

  expect(outcomeWords(command)).toEqual(["client$ sh", "a", "�[31mb", "c", "exit code 7"]);
});

test("the SVG is well-formed and says what the ladder says", () => {
  const svg = ladderSvg(told("forwarding-off"));

  expect(() => create(svg)).not.toThrow();
  expect(svg).toContain("reply arrives at lvs eth0, needs FORWARD, ip_forward is 0: dropped");
  expect(svg).toContain("prefers-color-scheme: dark");
});

test("Mermaid gets a sequence diagram", () => {
  expect(ladderMermaid(told("no-real-server"))).toMatchSnapshot();
});

test("the page needs nothing from anywhere else", () => {
  const html = storyHtml(told("healthy"));

  expect(html).not.toMatch(/(src|href)=|@import|url\(/);
  expect(html.match(/<\/script>/g)).toHaveLength(2);
});
