const shared = {
  transform: { "\\.ts$": ["@swc/jest", { jsc: { parser: { syntax: "typescript" }, target: "es2022" } }] },
  // Copies of the project that the benchmark makes.
  modulePathIgnorePatterns: ["<rootDir>/.lab/"],
  testPathIgnorePatterns: ["/node_modules/", "/cdktf.out/", "/.lab/"],
  setupFilesAfterEnv: ["<rootDir>/test/limit.js"],
};

/** Those on real machines take long: `./lab test --minutes` ends them in time. */
const endToEnd = { ...shared, testEnvironment: "<rootDir>/test/begin-until.js" };

/** `npm test` runs the first two; `./lab test` runs all. */
module.exports = {
  projects: [
    { ...shared, displayName: "unit", testMatch: ["<rootDir>/test/unit/**/*.test.ts"] },
    { ...shared, displayName: "synth", testMatch: ["<rootDir>/test/synth/**/*.test.ts"] },
    { ...endToEnd, displayName: "e2e", testMatch: ["<rootDir>/test/e2e/*.test.ts"] },
    { ...endToEnd, displayName: "e2e-once", testMatch: ["<rootDir>/test/e2e/once/*.test.ts"] },
  ],
};
