import { cliConfiguration } from "../../../scripts/provider/provider";

test("serves the one provider from the mirror and any other from where it would come anyway", () => {
  expect(cliConfiguration("/a path/mirror", "example.org/dmacvicar/libvirt")).toBe(`disable_checkpoint = true
provider_installation {
  filesystem_mirror {
    path    = "/a path/mirror"
    include = ["example.org/dmacvicar/libvirt"]
  }
  direct {
    exclude = ["example.org/dmacvicar/libvirt"]
  }
}
`);
});
