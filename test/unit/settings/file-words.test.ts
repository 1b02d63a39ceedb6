import { fileWords } from "../../../scripts/settings/file-words";

test.each([
  ["a file that is not there", undefined, "one\n", "/etc/x is missing"],
  ["a line that was changed", "uno\n", "one\n", '/etc/x: "uno" → "one"'],
  ["a line that was added", "one\ntwo\n", "one\n", '/etc/x has "two", which is not declared'],
  ["a line that was removed", "one\n", "one\ntwo\n", '/etc/x lacks "two"'],
  ["a line that was doubled", "one\none\n", "one\n", '/etc/x has "one", which is not declared'],
  [
    "several lines",
    "one\ntwo\nthree\n",
    "one\nfour\n",
    '/etc/x lacks "four", and has "two", "three", which is not declared',
  ],
  ["lines in another order", "two\none\n", "one\ntwo\n", "/etc/x has its lines in another order"],
])("says %s", (_what, is, declared, words) => {
  expect(fileWords("/etc/x", is, declared)).toBe(words);
});
