import { parseReadiness } from "../../../scripts/guests/readiness";

const record = (finished: number | null, ...errors: string[]) => ({
  errors,
  finished,
  start: 1,
  recoverable_errors: {},
});

/** cloud-init's status.json; a stage that has not begun has no times. */
function status(stage: string | null, final = record(4)): string {
  const before = { "init-local": record(1), init: record(2), "modules-config": record(3) };
  return JSON.stringify({ v1: { datasource: "DataSourceNoCloud", stage, ...before, "modules-final": final } }, null, 1);
}

test("before cloud-init has begun the machine is starting", () => {
  expect(parseReadiness("")).toEqual({ progress: "starting" });
  expect(parseReadiness(JSON.stringify({ v1: { datasource: null, stage: null } }))).toEqual({ progress: "starting" });
});

test("names cloud-init's stage while it works", () => {
  expect(parseReadiness(status("modules-final", record(null)))).toEqual({ progress: "cloud-init modules-final" });
});

test("is starting between two stages", () => {
  expect(parseReadiness(status(null, record(null)))).toEqual({ progress: "starting" });
});

test("is ready when all stages are finished", () => {
  expect(parseReadiness(status(null))).toEqual({ progress: "ready" });
});

test("hands on the errors of the stages", () => {
  expect(parseReadiness(status(null, record(4, "('runcmd', failed)")))).toEqual({
    progress: "ready",
    errors: ["modules-final: ('runcmd', failed)"],
  });
});

test("a file that is being written is passed over", () => {
  expect(parseReadiness(status("init").slice(0, 20))).toEqual({ progress: "starting" });
});
