import { type LvsNatLab, Machine } from "../../constructs";
import { emptyLab, networks, synthesised, tutorial } from "./tutorial";

/** What a machine's guest is told: the text of its seed. */
function seedOf(lab: LvsNatLab, machine: string): string {
  const { meta_data, network_config, user_data } = synthesised(lab).resource.libvirt_cloudinit_disk[machine];
  return [meta_data, network_config, user_data].join("---\n");
}

describe("snapshot", () => {
  test("of a lab: its pool", () => {
    expect(synthesised(emptyLab()).resource).toMatchSnapshot();
  });

  test("of a network", () => {
    const lab = emptyLab();
    networks(lab);
    expect(synthesised(lab).resource.libvirt_network).toMatchSnapshot();
  });

  test("of a machine", () => {
    const lab = emptyLab();
    const { clientSide, serverSide } = networks(lab);
    const interfaces = [
      { network: clientSide, address: "192.168.10.99" },
      { network: serverSide, address: "10.0.0.99" },
    ];
    new Machine(lab, "monitor", { interfaces });
    expect(seedOf(lab, "monitor")).toMatchSnapshot();
  });

  test.each(["client", "lvs", "rs1"])("of the tutorial's %s", (machine) => {
    expect(seedOf(tutorial().lab, machine)).toMatchSnapshot();
  });

  test("of virtual services", () => {
    const { lab, lvs, rs1 } = tutorial();
    lvs.virtualService({ firewallMark: 1, matches: [{ port: 8000 }], persistence: {} }).addRealServer(rs1);
    expect(lab.describe().services).toMatchSnapshot();
  });
});

test("each construct's resource of the provider can be reached and overridden", () => {
  const { lab, client, lvs, rs1, clientSide, serverSide } = tutorial();
  const monitor = new Machine(lab, "monitor", { interfaces: [{ network: serverSide, address: "10.0.0.99" }] });
  lab.pool.resource.addOverride("target.permissions.mode", "0711");
  clientSide.network.resource.addOverride("mtu", 9000);
  for (const machine of [client, lvs, rs1, monitor]) {
    machine.domain.resource.addOverride("autostart", true);
    machine.domain.disk.addOverride("size", 4294967296);
    machine.domain.seed.addOverride("name", `${machine.name}-other.iso`);
  }
  const { resource } = synthesised(lab);
  expect(resource.libvirt_pool.lab.target.permissions.mode).toBe("0711");
  expect(resource.libvirt_network["client-side"].mtu).toBe(9000);
  for (const machine of ["client", "lvs", "rs1", "monitor"]) {
    expect(resource.libvirt_domain[machine].autostart).toBe(true);
    expect(resource.libvirt_volume[machine].size).toBe(4294967296);
    expect(resource.libvirt_cloudinit_disk[machine].name).toBe(`${machine}-other.iso`);
  }
});
