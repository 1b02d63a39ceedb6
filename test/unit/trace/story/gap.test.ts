import { gapOf, replyWay, requestWay } from "../../../../scripts/trace/story/gap";
import { hookCounts } from "./altered";

test("packets are lost where the counts fall first", () => {
  const counts = hookCounts({ PREROUTING: { "to VIP": 3 }, LOCAL_IN: { "to VIP": 3 }, LOCAL_OUT: { "to RIP": 1 } });

  expect(gapOf(counts, requestWay)).toEqual({
    words: "between LOCAL_IN and LOCAL_OUT",
    places: ["LOCAL_IN", "LOCAL_OUT"],
  });
});

test("packets that the first hook has not seen were lost before it, and those that the last has seen after it", () => {
  const all = hookCounts({ PREROUTING: { "from RIP": 2 }, FORWARD: { "from RIP": 2 }, POSTROUTING: { "from VIP": 2 } });

  expect(gapOf(hookCounts({}), replyWay)).toEqual({ words: "before PREROUTING", places: ["INGRESS", "PREROUTING"] });
  expect(gapOf(all, replyWay)).toEqual({ words: "after POSTROUTING", places: ["POSTROUTING", "EGRESS"] });
});

test("nothing is known where nothing counted", () => {
  expect(gapOf(undefined, requestWay)).toBeUndefined();
  expect(gapOf(hookCounts({}), [])).toBeUndefined();
});
