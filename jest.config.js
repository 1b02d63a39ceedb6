const shared = {
  transform: { "\\.ts$": ["@swc/jest", { jsc: { parser: { syntax: "typescript" }, target: "es2022" } }] },
  // Copies of the project that the benchmark makes.
  modulePathIgnorePatterns: ["<rootDir>/.lab/"],
  testPathIgnorePatterns: ["/node_modules/", "/cdktf.out/", "/.lab/"],
  setupFilesAfterEnv: ["<rootDir>/test/limit.js"],
};

/** `npm test` runs the first two; `./lab test` runs all. */
module.exports = {
  projects: [
    { ...shared, displayName: "unit", testMatch: ["<rootDir>/test/unit/**/*.test.ts"] },
    { ...shared, displayName: "synth", testMatch: ["<rootDir>/test/synth/**/*.test.ts"] },
    { ...shared, displayName: "e2e", testMatch: ["<rootDir>/test/e2e/*.test.ts"] },
    { ...shared, displayName: "e2e-once", testMatch: ["<rootDir>/test/e2e/once/*.test.ts"] },
  ],
};
