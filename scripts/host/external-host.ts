import path from "node:path";
import type { HostSettings } from "../../constructs/libvirt/host-settings";
import { tryVirsh, virsh } from "../libvirt/virsh";
import type { Host } from "./host";
import { ensurePool } from "./pool";

/** Where libvirt keeps disks unless told otherwise: https://libvirt.org/storage.html */
const libvirtImages = "/var/lib/libvirt/images";

/**
 * A libvirt that is there already, on this computer or another. Only what carries the lab's name is made on it, and one
 * pool with the image, `lvs-nat-images`.
 */
export function externalHost(uri: string): Host {
  const imagePool = { name: "lvs-nat-images", path: path.join(libvirtImages, "lvs-nat-images") };
  return {
    name: uri,

    async start(image) {
      await ensurePool(uri, imagePool);
      const there = await virsh(uri, "listing the images", ["vol-list", imagePool.name]);
      for (const file of image.files) {
        const volume = path.basename(file);
        if (!there.includes(volume)) await upload(uri, imagePool.name, file);
      }
      const kvm = (await tryVirsh(uri, ["domcapabilities", "--virttype", "kvm"])).exitCode === 0;
      const settings: HostSettings = {
        requestedUri: uri,
        uri,
        virshUri: uri,
        domainType: kvm ? "kvm" : "qemu",
        imagePool,
        poolRoot: libvirtImages,
      };
      return { settings, notice: kvm ? "KVM, as libvirt says" : "software emulation: libvirt offers no KVM" };
    },

    async stop() {
      const volumes = await tryVirsh(uri, ["vol-list", imagePool.name]);
      for (const [, volume = ""] of volumes.stdout.matchAll(/^\s*(\S+)\s+\//gm)) {
        await virsh(uri, `deleting the image ${volume}`, ["vol-delete", volume, "--pool", imagePool.name]);
      }
      await tryVirsh(uri, ["pool-destroy", imagePool.name]);
      await tryVirsh(uri, ["pool-delete", imagePool.name]);
      await tryVirsh(uri, ["pool-undefine", imagePool.name]);
    },
  };
}

/** Copies a file into a pool under another name first, so that a broken upload is never taken for the image. */
async function upload(uri: string, pool: string, file: string): Promise<void> {
  const volume = path.basename(file);
  const format = file.endsWith(".qcow2") ? "qcow2" : "raw";
  await virsh(uri, `making ${volume}`, ["vol-create-as", pool, volume, "1M", "--format", format]);
  try {
    await virsh(uri, `uploading ${volume}`, ["vol-upload", volume, file, "--pool", pool, "--sparse"], {
      timeoutSeconds: 1800,
    });
  } catch (error) {
    await tryVirsh(uri, ["vol-delete", volume, "--pool", pool]);
    throw error;
  }
  await virsh(uri, "reading the pool", ["pool-refresh", pool]);
}
