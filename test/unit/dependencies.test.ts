import { spawnSync } from "node:child_process";
import path from "node:path";
import manifest from "../../package.json";
import lock from "../../package-lock.json";

/** A package as npm's lock file has it: https://docs.npmjs.com/cli/configuring-npm/package-lock-json */
interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly inBundle?: boolean;
}

/** Licences that ask nothing of whoever uses the lab but to keep the notice, by SPDX (https://spdx.org/licenses/). */
const permissive = [
  ...["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BlueOak-1.0.0", "CC0-1.0", "ISC", "MIT", "Unlicense"],
  ...["Python-2.0"],
];

/** What is none of these, and why it is taken nevertheless. */
const exceptions: Readonly<Record<string, string>> = {
  "MPL-2.0": "cdktf and what belongs to it: weak copyleft, for changes to its own files; none is changed",
  "CC-BY-4.0": "caniuse-lite, data that a tool of the tests reads: nothing of it is handed on",
  "Public Domain": "jsonify, below cdktf-cli: there is no condition",
};

const packages = Object.entries(lock.packages as Record<string, Locked>).filter(
  ([folder, { link }]) => folder.includes("node_modules/") && !link,
);

describe("dependencies", () => {
  test("of this project are of one exact version each", () => {
    const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });

    expect(versions.filter(([, version]) => !/^(\d+\.\d+\.\d+|file:packages\/.*)$/.test(version))).toEqual([]);
    expect(versions.length).toBeGreaterThan(20);
  });

  test("are downloaded with a checksum, or inside of one that is", () => {
    const unchecked = packages.filter(([, { integrity, inBundle }]) => !integrity?.startsWith("sha512-") && !inBundle);

    expect(unchecked).toEqual([]);
    expect(packages.length).toBeGreaterThan(500);
  });

  test("can be printed as an SBOM", () => {
    const { stdout } = spawnSync("npm", ["run", "--silent", "sbom"], {
      cwd: path.resolve(__dirname, "../.."),
      encoding: "utf8",
      maxBuffer: 2 ** 26,
    });
    const { bomFormat, components } = JSON.parse(stdout) as { bomFormat: string; components: { name: string }[] };

    expect(bomFormat).toBe("CycloneDX");
    expect(components.map(({ name }) => name)).toEqual(expect.arrayContaining(["cdktf", "constructs", "zx"]));
  });

  test("have licences that the project can live with", () => {
    const unknown = packages.filter(([, { license = "none" }]) => !isAcceptable(license));

    expect(unknown.map(([folder, { license }]) => [folder, license])).toEqual([]);
  });
});

/** An SPDX expression: of alternatives one must do, of a sum all must. */
function isAcceptable(expression: string): boolean {
  const parts = expression.replace(/^\((.*)\)$/, "$1");
  const one = (licence: string) => permissive.includes(licence) || licence in exceptions;
  return parts.split(" OR ").some((alternative) => alternative.split(" AND ").every(one));
}
