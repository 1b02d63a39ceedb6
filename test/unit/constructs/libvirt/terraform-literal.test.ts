import { literal } from "../../../../constructs/libvirt/terraform-literal";

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
