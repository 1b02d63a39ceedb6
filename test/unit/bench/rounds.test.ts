import { rounds } from "../../../bench/rounds";
import { LabError } from "../../../scripts/run/errors";

const silent = () => {};

test("the subjects take turns", async () => {
  const order: string[] = [];
  const subject = (name: string) => ({
    name,
    measure: async () => ({ [name]: order.push(name) }),
  });
  const done = await rounds(2, [subject("a"), subject("b")], silent);
  expect(order).toEqual(["a", "b", "a", "b"]);
  expect(done.map(({ measurements }) => measurements)).toEqual([
    { a: 1, b: 2 },
    { a: 3, b: 4 },
  ]);
});

test("a subject that fails does not stop the others", async () => {
  const broken = {
    name: "kcli",
    measure: async () => {
      throw new LabError("no pool");
    },
  };
  const [round] = await rounds(1, [broken, { name: "floor", measure: async () => ({ floor: 1 }) }], silent);
  expect(round).toEqual({ measurements: { floor: 1 }, failures: { kcli: "no pool" } });
});
