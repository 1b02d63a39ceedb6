import { create } from "xmlbuilder2";
import { layoutOf } from "../../../scripts/diagram/layout";
import { diagramMermaid } from "../../../scripts/diagram/mermaid";
import { diagramSvg } from "../../../scripts/diagram/svg";
import { picture } from "../../../scripts/output/picture";
import { named, tutorialLab } from "../constructs/tutorial-lab";

const up = new Map<string, string>();
const rs1Down = new Map([["rs1", "shut off"]]);

test("the picture has each address, gateway, service and weight", () => {
  const svg = diagramSvg(tutorialLab(), up);

  expect(() => create(svg)).not.toThrow();
  for (const text of [
    "eth0 192.168.10.6/24 CIP",
    "eth1 192.168.10.100/24 VIP",
    "eth0 10.0.0.8/24 DIP",
    "eth0 10.0.0.17/24 RIP",
    "gateway 10.0.0.8",
    "tcp 192.168.10.100:80, wrr",
    "tcp 192.168.10.100:80 → port 80, weight 1",
    "server-side",
  ]) {
    expect(svg).toContain(`>${text}<`);
  }
});

test("a service that keeps its clients says so, and for how long", () => {
  const lab = tutorialLab(({ services: [service] }) => {
    Object.assign(service ?? {}, { persistence: { timeoutSeconds: 120, netmask: "255.255.255.255" } });
  });

  expect(picture(lab, up)).toContain("virtual service tcp 192.168.10.100:80 wrr persistent 120 s → rs1");
  expect(diagramSvg(lab, up)).toContain(">tcp 192.168.10.100:80, wrr persistent 120 s<");
});

test("a machine that is down is grey, and says how it is", () => {
  expect(diagramSvg(tutorialLab(), rs1Down)).toMatch(/class="real-server down".*rs1.*shut off/s);
  expect(diagramSvg(tutorialLab(), up)).not.toContain("real-server down");
  expect(diagramMermaid(tutorialLab(), rs1Down)).toContain("<b>rs1 (shut off)</b>");
  expect(picture(tutorialLab(), rs1Down)).toContain("rs1 (shut off)");
});

test("a terminal's drawing says the roles and what LVS calls the addresses", () => {
  const text = picture(tutorialLab());

  for (const words of [
    "lvs, director",
    "rs1, real server",
    "192.168.10.100/24 VIP",
    "10.0.0.8/24 DIP",
    "10.0.0.7/24 RIP",
  ]) {
    expect(text).toContain(words);
  }
});

test("Mermaid gets a flow chart from the client to the real servers", () => {
  expect(diagramMermaid(tutorialLab(), up)).toMatchSnapshot();
});

test("nothing overlaps, however many machines there are", () => {
  const lab = tutorialLab((draft) => {
    for (const name of ["rs3", "rs4", "rs5"]) draft.machines.push({ ...named(draft.machines, "rs2"), name });
  });
  const { boxes, height } = layoutOf(lab);

  for (const one of boxes) {
    expect(one.y + one.height).toBeLessThanOrEqual(height);
    for (const other of boxes.filter(({ x, machine }) => x === one.x && machine !== one.machine)) {
      expect(one.y + one.height <= other.y || other.y + other.height <= one.y).toBe(true);
    }
  }
});

test("each interface's line leaves its machine towards its network", () => {
  const { ports, buses } = layoutOf(tutorialLab());
  const side = (tap: string) => {
    const port = ports.find((candidate) => candidate.tap === tap);
    const bus = buses.find(({ id }) => id === port?.network);
    return (bus?.x ?? 0) > (port?.x ?? 0) ? "right" : "left";
  };

  expect(["client eth0", "lvs eth1", "lvs eth0", "rs1 eth0"].map(side)).toEqual(["right", "left", "right", "left"]);
});
