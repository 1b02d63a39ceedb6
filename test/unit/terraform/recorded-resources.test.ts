import { resourcesIn } from "../../../scripts/terraform/recorded-resources";

describe("what Terraform's state knows of libvirt", () => {
  test("is the ids and names of libvirt's resources, not of others", () => {
    const recorded = resourcesIn({
      resources: [
        {
          type: "libvirt_domain",
          name: "one",
          instances: [{ attributes: { id: "f52c4900", name: "lvs-nat-client" } }],
        },
        { type: "libvirt_pool", name: "one", instances: [{ attributes: { id: "0a90dfee", name: "lvs-nat" } }] },
        { type: "terraform_data", name: "one", instances: [{ attributes: { id: "b307d4c7" } }] },
      ],
    });

    expect(recorded.ids).toEqual(new Set(["f52c4900", "0a90dfee"]));
    expect(recorded.names).toEqual(new Set(["lvs-nat-client", "lvs-nat"]));
  });

  test("is nothing where a resource was not finished, or there is no state", () => {
    expect(resourcesIn({ resources: [{ type: "libvirt_domain", name: "one", instances: [{}] }] }).ids.size).toBe(0);
    expect(resourcesIn({}).names.size).toBe(0);
  });
});
