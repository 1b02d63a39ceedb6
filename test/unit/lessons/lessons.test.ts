import { chapters, experiments } from "../../../lessons/chapters";
import { fill } from "../../../scripts/lesson/fill";
import { languageOf } from "../../../scripts/lesson/language";
import { words } from "../../../scripts/lesson/words";
import { complete, values } from "./complete";

test.each(experiments.map((one) => [one.name, one] as const))("%s is complete in both languages", (_, experiment) => {
  const { title, question, choices, answer, change = [], observe, explanation, repair = [], check } = experiment;

  for (const text of [title, question, explanation, ...choices]) complete(text);
  for (const { says } of [...observe, ...check]) complete(says);
  expect(choices[answer]).toBeDefined();
  expect(observe.length).toBeGreaterThan(0);
  // What is changed is repaired, and the repair is looked at.
  expect([repair.length > 0, check.length > 0]).toEqual([change.length > 0, change.length > 0]);
  for (const { run } of [...change, ...repair]) expect(fill(run, values)).not.toMatch(/(?<!\$)\{[A-Z]/);
});

test("what is said beside the lessons is complete in both languages", () => {
  for (const text of Object.values(words)) complete(text);
  for (const { title } of chapters) complete(title);
});

test("each experiment has a name of its own", () => {
  const names = experiments.map(({ name }) => name);

  expect(new Set(names).size).toBe(names.length);
});

test("a value that no lab has is a mistake in the lesson; the shell's own braces are left alone", () => {
  expect(() => fill("curl {VPI}", values)).toThrow("{VPI} is no value of a lab, use one of");
  const shells = "$" + "{HOME}";
  expect(fill(`echo ${shells} {VIP}`, values)).toBe(`echo ${shells} 192.0.2.100`);
});

test.each([
  ["zh", {}, "zh"],
  [undefined, { LANG: "zh_CN.UTF-8" }, "zh"],
  [undefined, { LANG: "zh_CN.UTF-8", LC_ALL: "C" }, "en"],
  [undefined, {}, "en"],
] as const)("language %s in %j is %s", (wanted, env, language) => {
  expect(languageOf(wanted, env)).toBe(language);
});

test("a language without texts is refused", () => {
  expect(() => languageOf("fr", {})).toThrow('there are no lessons in "fr"; use one of en, zh');
});
