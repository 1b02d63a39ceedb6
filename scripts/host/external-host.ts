import path from "node:path";
import type { HostSettings } from "../../constructs/libvirt/host-settings";
import { reservedNames } from "../../constructs/libvirt/reserved-names";
import { parseVolumeList, tryVirsh, virsh } from "../libvirt/virsh";
import { LabError } from "../run/errors";
import type { Host, ImageFiles } from "./host";
import { ensurePool } from "./pool";

/** Where libvirt keeps disks unless told otherwise: https://libvirt.org/storage.html */
const libvirtImages = "/var/lib/libvirt/images";

const imagePool = {
  name: reservedNames.imagePool,
  path: path.posix.join(libvirtImages, reservedNames.imagePool),
};

/**
 * A libvirt that is there already, on this computer or another. Only what carries the lab's name is made on it, and one
 * pool with the image, `lvs-nat-images`, which several labs may share.
 */
export function externalHost(uri: string): Host {
  return {
    name: uri,

    async reach() {
      const { exitCode, stderr } = await tryVirsh(uri, ["uri"]);
      if (exitCode === 0) return;
      const said = stderr
        .trim()
        .split("\n")
        .at(-1)
        ?.replace(/^error: /, "");
      throw new LabError(
        `${uri} can't be reached: ${said}; try \`virsh --connect ${uri} uri\`, or leave LAB_LIBVIRT_URI out: the lab has a libvirt of its own then`,
      );
    },

    async start(images) {
      const imageFolder = await ensurePool(uri, imagePool);
      for (const image of images) await uploadMissing(uri, image);
      const local = images.find((image) => image.kernel)?.kernel;
      const kernel = local && path.posix.join(imageFolder, path.basename(local));
      // Only here, as it takes a while to load and most labs run on the embedded host.
      const { externalKvm } = await import("./external-kvm");
      const kvm = await externalKvm(uri, kernel);
      const settings: HostSettings = {
        requestedUri: uri,
        uri: providerUri(uri),
        virshUri: uri,
        domainType: kvm.usable ? "kvm" : "qemu",
        imagePool: { name: imagePool.name, path: imageFolder },
        poolRoot: libvirtImages,
      };
      return { settings, notice: kvm.usable ? "KVM" : `software emulation: ${kvm.because}` };
    },

    async stop() {
      // The lab's resources are gone, and nothing else was made but the image.
    },

    async removeImages(names) {
      const { stdout } = await tryVirsh(uri, ["vol-list", imagePool.name]);
      const volumes = parseVolumeList(stdout);
      const unwanted = volumes.filter((volume) => names.some((name) => volume.startsWith(`${name}.`)));
      const overlays = await overlaysOn(uri, unwanted);
      if (overlays.length > 0) {
        throw new LabError(`the image on ${uri} is in use by ${overlays.join(", ")}; take these labs down first`);
      }
      for (const volume of unwanted) {
        await virsh(uri, `deleting the image ${volume}`, ["vol-delete", volume, "--pool", imagePool.name]);
      }
      if (unwanted.length < volumes.length) return;
      for (const verb of ["pool-destroy", "pool-delete", "pool-undefine"]) await tryVirsh(uri, [verb, imagePool.name]);
    },
  };
}

/** virsh names the transport of a local socket, "qemu+unix", the provider does not. */
function providerUri(uri: string): string {
  return uri.replace(/^qemu\+unix:/, "qemu:");
}

async function uploadMissing(uri: string, image: ImageFiles): Promise<void> {
  const there = await virsh(uri, "listing the images", ["vol-list", imagePool.name]);
  const volumes = parseVolumeList(there);
  for (const file of image.files) {
    const volume = path.basename(file);
    const whole = `${volume}.whole`;
    if (volumes.includes(whole)) continue;
    if (volumes.includes(volume)) {
      await virsh(uri, `deleting a part of ${volume}`, ["vol-delete", volume, "--pool", imagePool.name]);
    }
    await upload(uri, file);
    // A copy whose command was killed is never taken for the image: virsh can't rename a volume when it is whole.
    await virsh(uri, `noting that ${volume} is whole`, ["vol-create-as", imagePool.name, whole, "1"]);
  }
}

/** Copies a file into the pool; what is left of a copy that failed is removed. */
async function upload(uri: string, file: string): Promise<void> {
  const volume = path.basename(file);
  const format = file.endsWith(".qcow2") ? "qcow2" : "raw";
  await virsh(uri, `making ${volume}`, ["vol-create-as", imagePool.name, volume, "1M", "--format", format]);
  try {
    await virsh(uri, `uploading ${volume}`, ["vol-upload", volume, file, "--pool", imagePool.name], {
      timeoutSeconds: 1800,
    });
  } catch (error) {
    await tryVirsh(uri, ["vol-delete", volume, "--pool", imagePool.name]);
    throw error;
  }
  await virsh(uri, "reading the pool", ["pool-refresh", imagePool.name]);
}

/** Names of the volumes, in any pool, that stand on one of these images. */
async function overlaysOn(uri: string, images: readonly string[]): Promise<string[]> {
  const pools = (await virsh(uri, "listing the pools", ["pool-list", "--name"])).split(/\s+/).filter(Boolean);
  const overlays: string[] = [];
  for (const pool of pools) {
    const list = await virsh(uri, `listing the pool ${pool}`, ["vol-list", pool]);
    for (const volume of parseVolumeList(list)) {
      const xml = await virsh(uri, `looking at ${volume}`, ["vol-dumpxml", volume, "--pool", pool]);
      const backing = xml.match(/<backingStore>\s*<path>([^<]*)/)?.[1];
      if (backing && images.includes(path.posix.basename(backing))) overlays.push(volume);
    }
  }
  return overlays;
}
