import { parseReadiness } from "../../../scripts/guests/readiness";

const status = (stage: string | null) =>
  JSON.stringify({ v1: { datasource: null, stage, init: { errors: [] } } }, null, 1);

test("before cloud-init has begun the machine is booting", () => {
  expect(parseReadiness("")).toEqual({ progress: "booting" });
  expect(parseReadiness(status(null))).toEqual({ progress: "booting" });
});

test("names cloud-init's stage while it works", () => {
  expect(parseReadiness(status("modules-config"))).toEqual({ progress: "cloud-init modules-config" });
});

test("is ready when there is a result without errors", () => {
  const result = JSON.stringify({ v1: { datasource: "DataSourceNoCloud", errors: [] } }, null, 1);

  expect(parseReadiness(result)).toEqual({ progress: "ready" });
});

test("hands on the errors of the result", () => {
  const result = JSON.stringify({ v1: { errors: ["('runcmd', failed)"] } }, null, 1);

  expect(parseReadiness(result)).toEqual({ progress: "ready", errors: ["('runcmd', failed)"] });
});

test("a file that is being written is passed over", () => {
  expect(parseReadiness(status("init").slice(0, 20))).toEqual({ progress: "booting" });
});
