import type { PlannedChange } from "../../../scripts/plan/planned-changes";
import { withResources } from "../../../scripts/plan/resource-changes";
import type { ResourceChange } from "../../../scripts/terraform/resource-change";

function resource(address: string, change: Partial<ResourceChange["change"]>): ResourceChange {
  const [type = "", name = ""] = address.split(".");
  return { type, name, provider_name: "libvirt", change: { actions: ["update"], before: {}, after: {}, ...change } };
}

const replaced = { actions: ["delete", "create"] };

test("an override that replaces a machine is told with what it changes", () => {
  const domain = resource("libvirt_domain.rs1", {
    ...replaced,
    before: { memory: 384, id: "1" },
    after: { memory: 400 },
    replace_paths: [["memory"]],
  });

  expect(withResources([], [domain])).toEqual([
    { machine: "rs1", effect: "replaced", words: ["its libvirt_domain has memory 384 → 400"] },
  ]);
});

test("a machine that is changed in place by its declaration is replaced where Terraform replaces it", () => {
  const page: PlannedChange = { machine: "rs1", effect: "changed in place", words: ["another page"] };
  const domain = resource("libvirt_domain.rs1", {
    ...replaced,
    before: { xml: [{ xslt: "a" }] },
    after: { xml: [{ xslt: "b" }] },
    replace_paths: [["xml", 0, "xslt"]],
  });

  expect(withResources([page], [domain])).toEqual([
    { machine: "rs1", effect: "replaced", words: ["another page", "its libvirt_domain has another xml"] },
  ]);
});

test("a machine that goes with its network says so, and the network is told by its address", () => {
  const network = resource("libvirt_network.client-side", {
    ...replaced,
    before: { mtu: null },
    after: { mtu: 1400 },
    replace_paths: [["mtu"]],
  });
  const domain = resource("libvirt_domain.client", replaced);

  expect(withResources([], [network, domain])).toEqual([
    {
      resource: "libvirt_network.client-side",
      effect: "replaced",
      words: ["its libvirt_network has mtu none → 1400"],
    },
    { machine: "client", effect: "replaced", words: ["its libvirt_domain goes with what it stands on"] },
  ]);
});

test("what stands still is started, and what is gone is made anew", () => {
  const off = resource("libvirt_domain.rs1", { before: { running: false }, after: { running: true } });
  const gone = resource("libvirt_domain.rs2", { actions: ["create"], before: null, after: {} });

  expect(withResources([], [off, gone])).toEqual([
    { machine: "rs1", effect: "changed in place", words: ["it does not run, and is started"] },
    { machine: "rs2", effect: "made anew", words: ["its libvirt_domain is not there"] },
  ]);
});

test("a machine that is told as a whole already is told once", () => {
  const changes: PlannedChange[] = [
    { machine: "rs1", effect: "replaced", words: ["vcpus 1 → 2"] },
    { machine: "rs3", effect: "new machine", words: ["it is declared now"] },
    { machine: "rs2", effect: "removed", words: ["it is not declared any more"] },
  ];
  const resources = [
    resource("libvirt_domain.rs1", { ...replaced, before: { vcpu: 1 }, after: { vcpu: 2 }, replace_paths: [["vcpu"]] }),
    resource("libvirt_volume.rs3", { actions: ["create"], before: null }),
    resource("libvirt_domain.rs2", { actions: ["delete"], after: null }),
  ];

  expect(withResources(changes, resources)).toEqual(changes);
});

test("settings are told in words of their own, and what does not change is not told", () => {
  const settings = resource("terraform_data.lvs-settings", { before: { input: 1 }, after: { input: 2 } });
  const same = resource("libvirt_domain.lvs", { actions: ["no-op"] });

  expect(withResources([], [settings, same])).toEqual([]);
});
