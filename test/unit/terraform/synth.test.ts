import { declarationMistakes } from "../../../scripts/terraform/synth";

test("finds each mistake in what CDKTF prints", () => {
  const stderr = `/project/node_modules/cdktf/lib/errors.ts:216
  new Error(\`Validation failed with the following errors:\\n  \${errorList}
  ^


Error: Validation failed with the following errors:
  [lvs-nat] client: 1.2.3.4 is not inside client-side
  [lvs-nat] weight 70000 is not allowed; give one from 0 to 65535

    at validate (/project/node_modules/cdktf/lib/synthesize.js:123)
`;

  expect(declarationMistakes(stderr)).toEqual([
    "client: 1.2.3.4 is not inside client-side",
    "weight 70000 is not allowed; give one from 0 to 65535",
  ]);
});

test("another error has no mistakes of the declaration in it", () => {
  expect(declarationMistakes("TypeError: [x] is not a function")).toEqual([]);
});
