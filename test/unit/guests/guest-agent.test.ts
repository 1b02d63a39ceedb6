import { outcomeOf } from "../../../scripts/guests/guest-agent";

const base64 = (text: string) => Buffer.from(text).toString("base64");

test("decodes what the command printed, in any language", () => {
  expect(outcomeOf({ exited: true, exitcode: 3, "out-data": base64("页面\n"), "err-data": base64("no\n") })).toEqual({
    exitCode: 3,
    stdout: "页面\n",
    stderr: "no\n",
  });
});

test("a signal becomes 128 and its number, as in a shell", () => {
  expect(outcomeOf({ exited: true, signal: 9 })).toEqual({ exitCode: 137, stdout: "", stderr: "" });
});
