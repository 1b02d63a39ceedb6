import { gradeCsv } from "../../../scripts/exam/csv";
import type { Exam } from "../../../scripts/exam/exam";
import { gradeOf } from "../../../scripts/exam/grade";
import { duration, gradeTable } from "../../../scripts/exam/table";
import { words } from "../../../scripts/exam/words";
import { complete } from "../lessons/complete";

const began = "2026-01-01T10:00:00.000Z";
const exam: Exam = { seed: 7, count: 3, began, ready: true, hints: [0, 1, 1] };

function looked(name: string, holds: boolean, output = "") {
  const title = { en: `title of ${name}`, zh: `标题 ${name}` };
  const says = { en: `${name} is well`, zh: `${name} 正常` };
  return { name, title, evidence: { machine: "lvs", command: `look at ${name}`, output, says, holds } };
}

const grade = gradeOf(
  "lvs-nat",
  exam,
  [looked("one", true), looked("two", true), looked("three", false, 'a, "b"\nc')],
  new Date("2026-01-01T10:02:03.400Z"),
);

test("a mended fault gives a point, less a quarter for each hint; one that is there gives none", () => {
  expect(grade.faults.map(({ mended, points }) => [mended, points])).toEqual([
    [true, 1],
    [true, 0.75],
    [false, 0],
  ]);
  expect(grade).toMatchObject({ points: 1.75, hints: 2, seconds: 123, began, ended: "2026-01-01T10:02:03.400Z" });
});

test("hints never cost more than the fault gives", () => {
  const { points } = gradeOf("lvs-nat", { ...exam, hints: [5] }, [looked("one", true)], new Date(began));

  expect(points).toBe(0);
});

test("the table has each fault, the sum, the time and the evidence", () => {
  expect(gradeTable(grade, "en")).toBe(`fault           mended  hints  points
title of one    yes     0      1
title of two    yes     1      0.75
title of three  no      1      0
sum                     2      1.75 / 3

time 2:03, seed 7

Evidence
lvs# look at one
✓ one is well
lvs# look at two
✓ two is well
lvs# look at three
  a, "b"
  c
✗ three is well

The exam is over; ./lab reset returns the lab to where it was verified.`);
  expect(gradeTable(grade, "zh")).toContain("标题 three");
});

test("the CSV has a line for each fault, and quotes what needs it (RFC 4180)", () => {
  expect(
    gradeCsv(grade, "en", "Anna"),
  ).toBe(`learner,lab,seed,began,ended,seconds,fault,title,mended,hints,points,machine,command,output,all_faults,all_hints,all_points
Anna,lvs-nat,7,${began},2026-01-01T10:02:03.400Z,123,one,title of one,yes,0,1,lvs,look at one,,3,2,1.75
Anna,lvs-nat,7,${began},2026-01-01T10:02:03.400Z,123,two,title of two,yes,1,0.75,lvs,look at two,,3,2,1.75
Anna,lvs-nat,7,${began},2026-01-01T10:02:03.400Z,123,three,title of three,no,1,0,lvs,look at three,"a, ""b""
c",3,2,1.75
`);
});

test.each([
  [59, "0:59"],
  [3723, "1:02:03"],
])("%i seconds are shown as %s", (seconds, shown) => {
  expect(duration(seconds)).toBe(shown);
});

test("what the exam says beside its faults is complete in both languages", () => {
  for (const text of Object.values(words)) complete(text);
});
