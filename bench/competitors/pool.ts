import path from "node:path";
import type { BenchHost } from "../host";
import { timed } from "../timed";

/** Makes a storage pool, `default` as tools expect it, and returns its folder. */
export async function startPool(host: BenchHost): Promise<string> {
  const folder = path.join(host.folder, "pool");
  const define = ["pool-define-as", "default", "dir", "--target", folder];
  for (const words of [define, ["pool-start", "default"]]) await timed(["virsh", "--connect", host.uri, ...words]);
  return folder;
}
