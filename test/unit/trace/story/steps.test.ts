import { told } from "../../../recordings/recording";

/** The steps of a recording's packet, by what it is. */
function stepsOf(name: string, words: string) {
  return told(name).packets.find((packet) => packet.words === words)?.steps ?? [];
}

test("a request is rewritten at LOCAL_IN and never passes FORWARD; a reply is after FORWARD", () => {
  const request = stepsOf("healthy", "SYN")[2];
  const reply = stepsOf("healthy", "SYN, ACK")[2];

  expect(request?.crossing).toEqual({
    machine: "lvs",
    by: "IPVS",
    hooks: { before: ["PREROUTING", "LOCAL_IN"], after: ["LOCAL_OUT", "POSTROUTING"] },
  });
  expect(reply?.crossing).toEqual({
    machine: "lvs",
    by: "IPVS",
    hooks: { before: ["PREROUTING", "FORWARD"], after: ["POSTROUTING"] },
  });
});

test("the four address pairs: CIP→VIP, CIP→RIP, RIP→CIP, VIP→CIP", () => {
  const pairs = [...stepsOf("healthy", "SYN"), ...stepsOf("healthy", "SYN, ACK")].map(({ source, destination }) =>
    [source, destination].map((end) => end.replace(/:\d{5}$/, "")).join(" → "),
  );

  expect([...new Set(pairs)]).toEqual([
    "192.168.10.6 → 192.168.10.100:80",
    "192.168.10.6 → 10.0.0.17:80",
    "10.0.0.17:80 → 192.168.10.6",
    "192.168.10.100:80 → 192.168.10.6",
  ]);
});

test("says what was rewritten, on layer 2 as well, and by whom", () => {
  const [, , step] = stepsOf("healthy", "SYN");

  expect(step?.rewritten).toEqual([
    { what: "destination", from: "192.168.10.100:80", to: "10.0.0.17:80" },
    { what: "source MAC", from: "52:54:00:3e:c6:4f", to: "52:54:00:3a:b2:44" },
    { what: "destination MAC", from: "52:54:00:9a:1d:39", to: "52:54:00:df:8d:db" },
    { what: "TTL", from: "64", to: "63" },
  ]);
});

test("nothing is rewritten over a link", () => {
  for (const { crossing, rewritten } of stepsOf("healthy", "GET / (78 bytes)")) {
    expect(rewritten.length > 0).toBe(crossing !== undefined);
  }
});

test("a mapped port is rewritten and back", () => {
  const of = (words: string) => stepsOf("port-mapping", words)[2]?.rewritten[0];

  expect(of("SYN")).toEqual({ what: "destination", from: "192.168.10.100:80", to: "10.0.0.17:8080" });
  expect(of("SYN, ACK")).toEqual({ what: "source", from: "10.0.0.17:8080", to: "192.168.10.100:80" });
});

test("delays are the time since the last tap", () => {
  const steps = stepsOf("healthy", "SYN");

  expect(steps[0]?.delay).toBeUndefined();
  for (const [index, step] of steps.slice(1).entries()) expect(step.delay).toBe(step.time - (steps[index]?.time ?? 0));
});
