import { existsSync, mkdirSync, readdirSync } from "node:fs";
import path from "node:path";
import { project } from "../scripts/project";
import { temporaryFolder } from "./folders";
import { timed } from "./timed";
import { onEnd } from "./undo";

/** A clone of the project, with a lab of its own. */
export interface ProjectCopy {
  readonly folder: string;
  /** A command of the launcher, to be run in `folder`. */
  lab(...words: string[]): string[];
  /** Takes its lab down and removes it. */
  remove(): Promise<void>;
}

/**
 * Copies the project as it stands; what is large and only read is linked: npm packages, image, provider. So the lab
 * that may be up in the project itself is not touched.
 */
export async function copyProject(name: string): Promise<ProjectCopy> {
  const { folder, remove: removeFolder } = temporaryFolder(name);
  const lab = (...words: string[]) => [path.join(folder, "lab"), ...words];
  const left = [".git", ".lab", "cdktf.out", "node_modules"];
  const entries = readdirSync(project.root).filter((entry) => !left.includes(entry));
  await timed(["cp", "-a", ...entries, folder], { cwd: project.root });
  await timed(["cp", "-al", "node_modules", folder], { cwd: project.root });
  mkdirSync(path.join(folder, ".lab"), { mode: 0o700 });
  for (const kept of [project.images, project.provider].filter((one) => existsSync(one))) {
    await timed(["cp", "-al", kept, path.join(folder, ".lab")]);
  }
  const down = onEnd(async () => {
    if (existsSync(path.join(folder, ".lab/host"))) await timed(lab("down"), { cwd: folder, undoing: true });
  });
  return {
    folder,
    lab,
    async remove() {
      await down();
      await removeFolder();
    },
  };
}

/** Runs TypeScript of the copy as the launcher would. */
export function script(copy: ProjectCopy, ...words: string[]): string[] {
  return [process.execPath, "--import", path.join(copy.folder, "node_modules/tsx/dist/loader.mjs"), ...words];
}
