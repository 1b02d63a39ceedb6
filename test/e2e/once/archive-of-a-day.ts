import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Debian's archive as a snapshot service shows it: below the path of a day. */
export interface ArchiveOfADay extends AsyncDisposable {
  readonly url: string;
  /** Paths of what was asked for. */
  readonly served: readonly string[];
}

/** Stands in for a snapshot service: it sends each who asks on to the mirrors that this machine's own packages come from. */
export async function serveArchive(): Promise<ArchiveOfADay> {
  const day = "20260601T000000Z";
  const mirrors = new Map([
    [`/archive/debian/${day}/`, mirrorOf("Debian")],
    [`/archive/debian-security/${day}/`, mirrorOf("Debian-Security")],
  ]);
  const served: string[] = [];
  const server = createServer(({ url = "" }, response) => {
    const [prefix, mirror] = [...mirrors].find(([path]) => url.startsWith(path)) ?? [];
    if (prefix === undefined) return response.writeHead(404).end();
    served.push(url);
    return response.writeHead(302, { location: new URL(url.slice(prefix.length), mirror).href }).end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/archive/debian/${day}`,
    served,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await once(server.close(), "close");
    },
  };
}

/** The URL that this machine has an archive's packages from, by the archive's own label. */
function mirrorOf(label: string): string {
  const command = ["indextargets", "--format", "$(REPO_URI)", `Label: ${label}`];
  return execFileSync("apt-get", command, { encoding: "utf8" }).split("\n")[0] ?? "";
}
