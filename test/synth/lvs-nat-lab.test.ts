import { Testing } from "cdktf";
import { schedulers } from "../../constructs";
import { emptyLab, host, image, synthesised, tutorial } from "./tutorial";

describe("the tutorial's lab", () => {
  const stack = synthesised(tutorial().lab);

  test("keeps its resource addresses: another address is another machine", () => {
    const addresses = Object.entries<object>(stack.resource).flatMap(([type, resources]) =>
      Object.keys(resources).map((name) => `${type}.${name}`),
    );
    expect(addresses.sort()).toEqual([
      "libvirt_cloudinit_disk.client",
      "libvirt_cloudinit_disk.lvs",
      "libvirt_cloudinit_disk.rs1",
      "libvirt_cloudinit_disk.rs2",
      "libvirt_domain.client",
      "libvirt_domain.lvs",
      "libvirt_domain.rs1",
      "libvirt_domain.rs2",
      "libvirt_network.client-side",
      "libvirt_network.server-side",
      "libvirt_pool.lab",
      "libvirt_volume.client",
      "libvirt_volume.lvs",
      "libvirt_volume.rs1",
      "libvirt_volume.rs2",
      "terraform_data.client-settings",
      "terraform_data.lvs-settings",
      "terraform_data.rs1-settings",
      "terraform_data.rs2-settings",
    ]);
  });

  test("gives everything the lab's name", () => {
    const { terraform_data: _settings, ...named } = stack.resource; // these have no name on the host
    const names = Object.values<Record<string, { name: string }>>(named).flatMap((resources) =>
      Object.values(resources).map(({ name }) => name),
    );
    expect(names.filter((name) => !/^lvs-nat(-|$)/.test(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });

  test("tells a running director of its real servers after these were started", () => {
    expect(stack.resource.terraform_data["lvs-settings"].depends_on).toEqual([
      "libvirt_domain.lvs",
      "libvirt_domain.rs1",
      "libvirt_domain.rs2",
    ]);
  });

  test("keeps its state in the project, in a file of its own", () => {
    expect(stack.terraform.backend.local.path).toMatch(/\/\.lab\/state\/lvs-nat\.tfstate$/);
  });

  test("pins the provider", () => {
    expect(stack.terraform.required_providers.libvirt).toEqual({ source: "dmacvicar/libvirt", version: "0.8.3" });
    expect(stack.provider.libvirt).toEqual([{ uri: host.uri }]);
  });

  test("has a pool of its own for its disks", () => {
    expect(stack.resource.libvirt_pool.lab).toEqual({
      name: "lvs-nat",
      type: "dir",
      target: { path: "/host/pools/lvs-nat" },
    });
  });

  test("describes itself to the scripts, in one output, and its guests in another", () => {
    expect(Object.keys(stack.output).sort()).toEqual(["guests", "lab"]);
    expect(stack.output.lab.value).toMatchSnapshot();
  });

  test("comes out the same each time", () => {
    expect(Testing.synth(tutorial().lab, true)).toBe(Testing.synth(tutorial().lab, true));
  });
});

test("knows every scheduler of the kernel", () => {
  expect([...schedulers].sort()).toEqual(
    ["dh", "fo", "lblc", "lblcr", "lc", "mh", "nq", "ovf", "rr", "sed", "sh", "twos", "wlc", "wrr"].sort(),
  );
});

test("boots a user's own image by its own boot loader", () => {
  const own = { ...image, name: "own-example", directBoot: false, kernelArguments: [], source: "/home/me/own.qcow2" };
  const { lab } = tutorial(emptyLab("lvs-nat", { image: own }));
  const { resource, output } = synthesised(lab);
  expect(resource.libvirt_domain.rs1).not.toHaveProperty("kernel");
  expect(resource.libvirt_domain.rs1).not.toHaveProperty("cmdline");
  expect(resource.libvirt_volume.rs1.base_volume_name).toBe("own-example.qcow2");
  expect(output.lab.value.images).toEqual([{ name: "own-example", source: "/home/me/own.qcow2" }]);
});

describe("which host", () => {
  const asked = process.env.LAB_LIBVIRT_URI;

  afterEach(() => {
    if (asked === undefined) delete process.env.LAB_LIBVIRT_URI;
    else process.env.LAB_LIBVIRT_URI = asked;
  });

  test("fails when LAB_LIBVIRT_URI asks for one that is not prepared", () => {
    process.env.LAB_LIBVIRT_URI = "qemu+ssh://nobody@nowhere.example/system";
    expect(() => emptyLab("lvs-nat", { host: undefined })).toThrow(
      /^the lab is to run on qemu\+ssh:\/\/nobody@nowhere\.example\/system, but the host that is prepared is .*; run \.\/lab up once, which prepares the host$/,
    );
  });

  test("takes the one that it is given", () => {
    process.env.LAB_LIBVIRT_URI = "qemu+ssh://nobody@nowhere.example/system";
    expect(emptyLab().describe().hostUri).toBe(host.virshUri);
  });
});
