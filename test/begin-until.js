const { TestEnvironment } = require("jest-environment-node");

/**
 * Node.js as ever, in which no test begins after the moment LAB_TEST_UNTIL, in milliseconds since 1970: those are skipped, with
 * what comes before and after them. The names of events are those of jest-circus.
 */
module.exports = class extends TestEnvironment {
  handleTestEvent({ name, describeBlock, test }) {
    if (Date.now() < Number(process.env.LAB_TEST_UNTIL ?? Number.POSITIVE_INFINITY)) return;
    if (name === "run_describe_start") for (const child of describeBlock.children) child.mode = "skip";
    if (name === "test_start") test.mode = "skip";
  }
};
