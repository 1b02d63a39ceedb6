import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import cdktfJson from "../../cdktf.json";
import { project } from "../project";
import { LabError } from "../run/errors";
import { run } from "../run/run";
import { writeWhole } from "../run/whole-file";
import { terraformBinary } from "../terraform/binary";

const { source, version } = cdktfJson.terraformProviders[0] as { source: string; version: string };
const hashFile = path.join(project.provider, "module.sha256");
const moduleFolder = path.join(__dirname, "module");

/**
 * Makes sure that `terraform init` finds the provider. It is built from its Go module, whose parts `go.sum` pins by their hashes,
 * and mended, and kept in a filesystem mirror in `.lab/provider`; it is built anew when the module has changed.
 *
 * @returns one line for a person
 */
export async function ensureProvider(): Promise<string> {
  const current = moduleHash();
  if (!existsSync(project.providerConfig) || !existsSync(hashFile) || readFileSync(hashFile, "utf8") !== current) {
    rmSync(project.providerConfig, { force: true });
    await buildMirror();
    forgetLocks();
    writeWhole(hashFile, current);
  }
  process.env.TF_CLI_CONFIG_FILE = project.providerConfig;
  return `${source} ${version}, built here`;
}

/** Terraform has noted the hash of the provider that was there before, and refuses any other. */
function forgetLocks(): void {
  const stacks = path.join(project.root, "cdktf.out/stacks");
  if (!existsSync(stacks)) return;
  for (const name of readdirSync(stacks)) rmSync(path.join(stacks, name, ".terraform.lock.hcl"), { force: true });
}

/** SHA-256 of all that the provider is built from. */
function moduleHash(): string {
  const hash = createHash("sha256");
  for (const name of readdirSync(moduleFolder).sort()) {
    hash.update(`${name}\0`).update(readFileSync(path.join(moduleFolder, name)));
  }
  return hash.digest("hex");
}

/** The provider's full address, "registry host/namespace/type": Terraform and OpenTofu differ in the host. */
async function addressOf(folder: string): Promise<string> {
  const config = { terraform: { required_providers: { libvirt: { source, version } } } };
  writeFileSync(path.join(folder, "main.tf.json"), JSON.stringify(config));
  const text = await run("asking for the provider's address", [terraformBinary(), "providers"], { cwd: folder });
  const address = text.match(/provider\[([^\]]+)\]/)?.[1];
  if (!address) throw new LabError(`terraform providers did not name the provider's address:\n${text}`);
  return address;
}

async function buildMirror(): Promise<void> {
  const build = path.join(project.provider, "build");
  rmSync(build, { recursive: true, force: true });
  cpSync(moduleFolder, build, { recursive: true });
  const address = await addressOf(build);
  const binary = `terraform-provider-libvirt_v${version}`;
  const inBuild = { cwd: build, env: { CGO_ENABLED: "0", GOFLAGS: "" }, timeoutSeconds: 1800 };
  await run("fetching the provider's modules", ["go", "mod", "vendor"], inBuild);
  // Without this the provider now and then stands still for ever while it reads a seed disk.
  const library = "vendor/github.com/digitalocean/go-libvirt";
  await run("mending go-libvirt", ["patch", "-p1", "-d", library, "-i", path.join(build, "go-libvirt.patch")], inBuild);
  await run(
    "building the provider",
    ["go", "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-o", binary, "."],
    inBuild,
  );
  const mirror = path.join(project.provider, "mirror");
  rmSync(mirror, { recursive: true, force: true });
  const platform = (await run("asking Go for the platform", ["go", "env", "GOOS", "GOARCH"]))
    .trim()
    .replace(/\s+/, "_");
  const folder = path.join(mirror, address, version, platform);
  mkdirSync(folder, { recursive: true });
  renameSync(path.join(build, binary), path.join(folder, binary));
  rmSync(build, { recursive: true, force: true });
  writeWhole(project.providerConfig, cliConfiguration(mirror, address));
}

/** A Terraform CLI configuration: the one provider from the mirror, any other from where it would come anyway. */
export function cliConfiguration(mirror: string, address: string): string {
  const quoted = JSON.stringify(address);
  return `disable_checkpoint = true
provider_installation {
  filesystem_mirror {
    path    = ${JSON.stringify(mirror)}
    include = [${quoted}]
  }
  direct {
    exclude = [${quoted}]
  }
}
`;
}
