import { firstFreeId } from "../../../scripts/requirements/ordinary-user";

test("a free range of subordinate ids begins behind all that are given", () => {
  expect(firstFreeId("a:100000:65536\nb:165536:65536\n")).toBe(231_072);
});

test("the first range begins where useradd begins", () => {
  expect(firstFreeId("")).toBe(100_000);
});
