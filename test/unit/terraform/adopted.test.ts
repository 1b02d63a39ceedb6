import { adopted, type Known, wholeOnes } from "../../../scripts/terraform/adopted";

function known(address: string, id?: string): Known {
  const [type = "", name = ""] = address.split(".");
  const change = { actions: ["create"], before: null, after: { name: `lvs-nat-${name}`, memory: null } };
  return { resource: { type, name, provider_name: "registry/dmacvicar/libvirt", change }, ...(id ? { id } : {}) };
}

const pool = known("libvirt_pool.lab", "1");
const disk = known("libvirt_volume.rs1", "/pool/rs1.qcow2");
const seed = known("libvirt_cloudinit_disk.rs1", "/pool/rs1-seed.iso;adopted");

test("of a machine without a domain the disks may be half-made", () => {
  const other = known("libvirt_volume.archive", "/pool/archive.qcow2");

  expect(wholeOnes([pool, disk, seed, other, known("libvirt_domain.rs1")])).toEqual([pool, other]);
  expect(wholeOnes([disk, seed, known("libvirt_domain.rs1", "2"), known("libvirt_network.inside")])).toEqual([
    disk,
    seed,
    known("libvirt_domain.rs1", "2"),
  ]);
});

const taken = {
  mode: "managed",
  type: "libvirt_volume",
  name: "rs1",
  provider: 'provider["registry/dmacvicar/libvirt"]',
  instances: [{ attributes: { id: "/pool/rs1.qcow2", name: "lvs-nat-rs1", memory: null } }],
};

test("a state has what is declared, under libvirt's ids", () => {
  expect(adopted(undefined, [disk])).toMatchObject({ version: 4, serial: 1, outputs: {}, resources: [taken] });
});

test("a state that there is keeps what it has", () => {
  const before = adopted(undefined, [pool]);

  expect(adopted(before, [disk])).toEqual({
    ...before,
    serial: 2,
    resources: [...before.resources, expect.objectContaining({ type: "libvirt_volume", name: "rs1" })],
  });
});
