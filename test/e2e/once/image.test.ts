import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { debian13 } from "../../../constructs/image/debian-13";
import { buildImage } from "../../../scripts/image/build";
import { sha256 } from "../../../scripts/image/checksum";
import { ensureImage } from "../../../scripts/image/ensure";
import { type ImageManifest, imageFiles } from "../../../scripts/image/manifest";
import { project } from "../../../scripts/project";
import { serveArchive } from "./archive-of-a-day";

/** Two builds of one recipe, with the archive as it is on one day. */
describe("the image", () => {
  const scratch = mkdtempSync(path.join(tmpdir(), "lvs-nat-lab-image-"));
  const { disk, initrd, kernel } = imageFiles(debian13().name);

  afterAll(() => rmSync(scratch, { recursive: true }));

  test("is made of the same packages and the same files by every build, from the archive of a day too", async () => {
    const again = path.join(scratch, "again");
    await using archive = await serveArchive();
    process.env.no_proxy = "127.0.0.1";
    const first = await ensureImage(debian13(), { directory: project.images });
    const second = await buildImage({ directory: again, mirror: archive.url });

    expect(second.origin).toBe(`Debian trixie of ${archive.url}`);
    expect(archive.served.filter((file) => file.endsWith(".deb"))).toHaveLength(Object.keys(second.packages).length);
    expect(alike(second)).toEqual(alike(first));
    const [before, after] = [await filesOn(project.images, "before"), await filesOn(again, "after")];
    // It says where the packages are from.
    for (const files of [before, after]) expect(delete files["etc/apt/sources.list"]).toBe(true);
    expect(Object.keys(before).length).toBeGreaterThan(10_000);
    expect(after).toEqual(before);
  });

  /** What two builds have in common. The disk's file system has times, a UUID and an order of blocks of its own. */
  function alike({ packages, files }: ImageManifest) {
    return { packages, kernel: files[kernel]?.sha256, initrd: files[initrd]?.sha256 };
  }

  /** The SHA-256 of each file of an image's disk, by its path. */
  async function filesOn(directory: string, name: string): Promise<Record<string, string>> {
    const [raw, folder] = [path.join(scratch, `${name}.raw`), path.join(scratch, name)];
    execFileSync("qemu-img", ["convert", "-O", "raw", path.join(directory, disk), raw]);
    mkdirSync(folder);
    // As an ordinary user debugfs(8) complains that it cannot give the files to their owners.
    execFileSync("debugfs", ["-R", `rdump / "${folder}"`, raw], {
      env: { PATH: `${process.env.PATH}:/usr/sbin:/sbin` },
      stdio: "ignore",
    });
    rmSync(raw);
    execFileSync("chmod", ["--recursive", "u+rwX", folder]);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const sums: Record<string, string> = {};
    for (const { parentPath, name } of files) {
      const file = path.join(parentPath, name);
      sums[path.relative(folder, file)] = await sha256(file);
    }
    return sums;
  }
});
