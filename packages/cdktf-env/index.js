// Loaded into every Node process that npm or npx starts here (node-options in .npmrc), and by scripts/.
// It only sets what is not set, and takes itself out of NODE_OPTIONS, so that no other program inherits it.
const { existsSync, readFileSync } = require("node:fs");
const path = require("node:path");

const root = path.resolve(__dirname, "../..");
const mirrorConfig = path.join(root, ".lab/provider/terraform.rc");

const set = (name, value) => {
  process.env[name] ??= value;
};

delete process.env.NODE_OPTIONS;

// No telemetry and no version checks: the project behind both is archived, and a lab may have no network.
set("CHECKPOINT_DISABLE", "1");
set("DISABLE_VERSION_CHECK", "1");
// `terraform providers lock` asks the public registry even where a mirror serves the provider.
set("CDKTF_SKIP_PROVIDER_LOCK", "true");
// Machines are started together, as many as libvirt is given at once.
for (const command of ["plan", "apply", "destroy", "refresh"]) set(`TF_CLI_ARGS_${command}`, "-parallelism=8");
// The provider, built here, is served from a filesystem mirror (scripts/provider/). A person's own configuration
// goes first, but for a variable that names a file which does not exist.
if (!process.env.TF_CLI_CONFIG_FILE || !existsSync(process.env.TF_CLI_CONFIG_FILE)) {
  delete process.env.TF_CLI_CONFIG_FILE;
  if (existsSync(mirrorConfig)) set("TF_CLI_CONFIG_FILE", mirrorConfig);
}
// What a provider leaves that is killed, its socket and half a seed disk, goes with the embedded host, whose folder this is.
const sockets = socketFolder();
if (sockets) set("PLUGIN_UNIX_SOCKET_DIR", sockets);
if (!process.env.TERRAFORM_BINARY_NAME && !onPath("terraform") && onPath("tofu")) {
  set("TERRAFORM_BINARY_NAME", "tofu");
}

function onPath(program) {
  return (process.env.PATH ?? "").split(path.delimiter).some((dir) => existsSync(path.join(dir, program)));
}

/** Nothing where the host is another libvirt, or is not there. */
function socketFolder() {
  try {
    const { requestedUri, uri } = JSON.parse(readFileSync(path.join(root, ".lab/host.json"), "utf8"));
    const folder = path.dirname(new URL(uri).searchParams.get("socket"));
    return requestedUri === null && existsSync(folder) ? folder : undefined;
  } catch {
    return undefined;
  }
}
