import { type Note, rounds } from "../../../bench/rounds";
import { LabError } from "../../../scripts/run/errors";

const silent = () => {};

test("the subjects take turns", async () => {
  const order: string[] = [];
  const subject = (name: string) => ({
    name,
    measure: async (note: Note) => note(name, order.push(name)),
  });
  const done = await rounds(2, [subject("a"), subject("b")], silent);
  expect(order).toEqual(["a", "b", "a", "b"]);
  expect(done.map(({ measurements }) => measurements)).toEqual([
    { a: 1, b: 2 },
    { a: 3, b: 4 },
  ]);
});

test("a subject that fails does not stop the others, and what it noted before counts", async () => {
  const broken = {
    name: "kcli",
    measure: async (note: Note) => {
      note("kcli memory", 5);
      throw new LabError("no pool");
    },
  };
  const [round] = await rounds(1, [broken, { name: "floor", measure: async (note: Note) => note("floor", 1) }], silent);
  expect(round).toEqual({ measurements: { "kcli memory": 5, floor: 1 }, failures: { kcli: "no pool" } });
});
