import { setTimeout as sleep } from "node:timers/promises";
import { settled } from "../../../scripts/run/settled";

test("a failure is thrown when all have ended", async () => {
  const ended: string[] = [];
  const slow = async () => {
    await sleep(20);
    ended.push("slow");
  };

  await expect(settled([Promise.reject(new Error("first")), slow()])).rejects.toThrow("first");
  expect(ended).toEqual(["slow"]);
});

test("results come in the order of what was asked for", async () => {
  expect(await settled([sleep(5).then(() => 1), Promise.resolve(2)])).toEqual([1, 2]);
});
