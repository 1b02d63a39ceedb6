import { hookRules, parseHookCounters } from "../../../../scripts/trace/guests/hook-counters";
import { tutorialLab } from "../../constructs/tutorial-lab";

test("counts at each of the five hooks, in a table of its own that it replaces", () => {
  const rules = hookRules(tutorialLab(), "lvs");

  expect(rules.split("\n").slice(0, 3)).toEqual([
    "table ip lab_trace {}",
    "delete table ip lab_trace",
    "table ip lab_trace {",
  ]);
  expect(rules).toContain("type filter hook forward priority 0;");
  expect(rules).toContain("meta l4proto { tcp, udp } ip daddr { 192.168.10.100 } counter name local_in_to_vip");
  expect(rules).toContain("meta l4proto { tcp, udp } ip saddr { 10.0.0.7, 10.0.0.17 } counter name forward_from_rip");
  expect(rules).not.toMatch(/accept|drop|reject/);
});

test("counts nothing where there is no virtual service", () => {
  expect(hookRules({ ...tutorialLab(), services: [] }, "lvs")).toBe("");
});

test("reads the counters", () => {
  const text = `table ip lab_trace {
	counter prerouting_to_vip {
		packets 6 bytes 398
	}
	counter forward_from_rip {
		packets 4 bytes 455
	}
}
`;
  const counts = parseHookCounters(text);

  expect(counts?.PREROUTING["to VIP"]).toBe(6);
  expect(counts?.FORWARD).toEqual({ "to VIP": 0, "to RIP": 0, "from RIP": 4, "from VIP": 0 });
});

test("has no counts where nothing could count", () => {
  expect(parseHookCounters("")).toBeUndefined();
});
