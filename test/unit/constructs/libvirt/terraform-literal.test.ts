import fc from "fast-check";
import { literal } from "../../../../constructs/libvirt/terraform-literal";
import { fromLiteral } from "../../../../scripts/terraform/from-literal";

test("escapes what Terraform would take for a template, at any depth", () => {
  expect(literal({ page: [`costs \${5}`, "%{ if }", "$HOME 5 % {}"], port: 80, on: true })).toEqual({
    page: [`costs $\${5}`, "%%{ if }", "$HOME 5 % {}"],
    port: 80,
    on: true,
  });
});

test("keeps what is absent absent", () => {
  expect(literal({ gateway: undefined, none: null })).toEqual({ gateway: undefined, none: null });
});

test("hides numbers that CDKTF would take for a value of its own, and only those", () => {
  expect(literal("27376634-ade7-54be-96ce-8357e295bd38")).toBe(`27376634-ade7-54be-96ce-\${""}8357e295bd38`);
  expect(literal("ef5af316-5e86-57db-abba-3e4412037dbd")).toBe("ef5af316-5e86-57db-abba-3e4412037dbd");
});

test("is read back as what it was", () => {
  const texts = fc
    .array(fc.constantFrom("$", "%", "{", "}", '"', "-", "-8357e295", "a"))
    .map((parts) => parts.join(""));
  fc.assert(fc.property(texts, (text) => expect(fromLiteral(literal(text))).toBe(text)));
});
