import { judgeLegs } from "../../../scripts/verify/legs";
import { parseTcpdump } from "../../../scripts/verify/tcpdump";
import { tutorialLab } from "../constructs/tutorial-lab";

const lab = tutorialLab();
const [service] = lab.services;

/** What the director sees of one request, as tcpdump prints it. */
function request(port: number): string[] {
  return [
    `eth1  In  IP 192.168.10.6.${port} > 192.168.10.100.80: Flags [S]`,
    `eth0  Out IP 192.168.10.6.${port} > 10.0.0.17.80: Flags [S]`,
    `eth0  In  IP 10.0.0.17.80 > 192.168.10.6.${port}: Flags [S.]`,
    `eth1  Out IP 192.168.10.100.80 > 192.168.10.6.${port}: Flags [S.]`,
  ];
}

function holding(lines: readonly string[]): string[] {
  if (!service) throw new Error("the tutorial's lab has a service");
  const checks = judgeLegs(lab, service, "192.168.10.6", parseTcpdump(lines.join("\n")));
  return checks.filter(({ holds }) => holds).map(({ statement }) => statement.split(" ")[0] ?? "");
}

test("finds the four address pairs of a request", () => {
  expect(holding(request(40000))).toEqual(["CIP→VIP", "CIP→RIP", "RIP→CIP", "VIP→CIP"]);
});

test("fails for the reply when the director does not forward", () => {
  expect(holding(request(40000).slice(0, 3))).toEqual(["CIP→VIP", "CIP→RIP", "RIP→CIP"]);
});

test("does not put one request together from the packets of two", () => {
  expect(holding([...request(40000).slice(0, 2), ...request(40001).slice(2)])).toHaveLength(2);
});

test("finds nothing where nothing was seen", () => {
  expect(holding([])).toEqual([]);
});
