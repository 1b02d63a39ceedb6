import { savedMemoryIsOff } from "../../../scripts/memory/prime-lab";

test.each([
  ["", false],
  ["on", false],
  ["off", true],
])("LAB_SAVED_MEMORY=%s", (value, off) => {
  expect(savedMemoryIsOff(value)).toBe(off);
});

test("what it cannot be is refused", () => {
  expect(() => savedMemoryIsOff("false")).toThrow('LAB_SAVED_MEMORY is "false"; set it to off, or leave it out');
});
