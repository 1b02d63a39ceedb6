import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import cdktfJson from "../../cdktf.json";
import { project } from "../project";
import { onPath } from "../requirements/on-path";
import { LabError } from "../run/errors";
import { attempt, run } from "../run/run";
import { writeWhole } from "../run/whole-file";
import { terraformBinary } from "../terraform/binary";

const { source, version } = cdktfJson.terraformProviders[0] as { source: string; version: string };
const rcFile = path.join(project.provider, "terraform.rc");
const registryMark = path.join(project.provider, "registry");

/**
 * Makes sure that `terraform init` finds the provider: in the public registry where that can be reached, else in a
 * filesystem mirror with a provider built from the pinned Go module. The choice is made once and kept in
 * `.lab/provider`.
 *
 * @returns one line for a person: which of the two it is
 */
export async function ensureProvider(): Promise<string> {
  if (existsSync(rcFile)) return mirrored();
  if (existsSync(registryMark)) return "from the public registry";
  mkdirSync(project.provider, { recursive: true });
  const trial = mkdtempSync(path.join(project.provider, "trial-"));
  try {
    const config = { terraform: { required_providers: { libvirt: { source, version } } } };
    writeFileSync(path.join(trial, "main.tf.json"), JSON.stringify(config));
    if (await registryServes(trial)) {
      writeFileSync(registryMark, "");
      return "from the public registry";
    }
    await buildMirror(await addressOf(trial));
    return mirrored();
  } finally {
    rmSync(trial, { recursive: true, force: true });
  }
}

function mirrored(): string {
  process.env.TF_CLI_CONFIG_FILE = rcFile;
  return "built from its Go module (the public registry is out of reach)";
}

async function registryServes(folder: string): Promise<boolean> {
  const env = { TF_REGISTRY_CLIENT_TIMEOUT: "5", TF_REGISTRY_DISCOVERY_RETRY: "0" };
  const init = [terraformBinary(), "init", "-input=false", "-backend=false", "-no-color"];
  return (await attempt(init, { cwd: folder, env, timeoutSeconds: 120 })).exitCode === 0;
}

/** The provider's full address, "registry host/namespace/type": Terraform and OpenTofu differ in the host. */
async function addressOf(folder: string): Promise<string> {
  const command = [terraformBinary(), "providers"];
  const text = await run("asking for the provider's address", command, { cwd: folder });
  const address = text.match(/provider\[([^\]]+)\]/)?.[1];
  if (!address) throw new LabError(`terraform providers did not name the provider's address:\n${text}`);
  return address;
}

async function buildMirror(address: string): Promise<void> {
  if (!onPath("go")) {
    throw new LabError(
      `the provider ${source} ${version} can neither be downloaded (the public registry is out of reach) nor built (there is no Go); install Go 1.23 or later, or allow access to the registry`,
    );
  }
  const build = path.join(project.provider, "build");
  rmSync(build, { recursive: true, force: true });
  cpSync(path.join(__dirname, "module"), build, { recursive: true });
  const binary = `terraform-provider-libvirt_v${version}`;
  const inBuild = { cwd: build, env: { CGO_ENABLED: "0", GOFLAGS: "" }, timeoutSeconds: 1800 };
  await run("fetching the provider's modules", ["go", "mod", "vendor"], inBuild);
  // Without this the provider now and then stands still for ever while it reads a seed disk.
  const library = "vendor/github.com/digitalocean/go-libvirt";
  await run("mending go-libvirt", ["patch", "-p1", "-d", library, "-i", path.join(build, "go-libvirt.patch")], inBuild);
  await run("building the provider", ["go", "build", "-trimpath", "-ldflags=-s -w", "-o", binary, "."], inBuild);
  const mirror = path.join(project.provider, "mirror");
  const platform = (await run("asking Go for the platform", ["go", "env", "GOOS", "GOARCH"]))
    .trim()
    .replace(/\s+/, "_");
  const folder = path.join(mirror, address, version, platform);
  mkdirSync(folder, { recursive: true });
  renameSync(path.join(build, binary), path.join(folder, binary));
  rmSync(build, { recursive: true, force: true });
  writeWhole(rcFile, cliConfiguration(mirror, address));
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
