import { inStartOrder, inTurns } from "../../../scripts/up/staged-start";

test("those that boot longest begin first, and the rest stays in its order", () => {
  const roles = ["client", "machine", "real-server", "director", "real-server"] as const;
  const all = roles.map((role, index) => ({ role, index }));

  expect(inStartOrder(all).map(({ index }) => index)).toEqual([3, 2, 4, 1, 0]);
});

test("so many boots go on at once, and the next begins when one says so, before its end", async () => {
  const inTurn = inTurns(2);
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const boots = ["a", "b", "c"].map((name) =>
    inTurn(async (passOn) => {
      begun.push(name);
      if (name === "a") passOn();
      await new Promise<void>((resolve) => ends.set(name, resolve));
    }),
  );
  await new Promise((resolve) => setImmediate(resolve));
  expect(begun).toEqual(["a", "b", "c"]);

  for (const end of ends.values()) end();
  await Promise.all(boots);
});

test("one that ends without a word, even by a failure, makes room too", async () => {
  const inTurn = inTurns(1);
  const failing = inTurn(() => Promise.reject(new Error("no")));
  const begun = jest.fn(async () => {});

  await expect(failing).rejects.toThrow("no");
  await inTurn(begun);
  expect(begun).toHaveBeenCalledTimes(1);
});
