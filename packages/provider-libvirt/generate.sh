#!/bin/sh
# Makes lib/ from the committed schema: `cdktf get` writes TypeScript into .gen/, tsc compiles it into the shape of
# CDKTF's prebuilt providers (lib/<resource>/index.js). `cdktf synth` wants to see .gen/, so it stays. Needs no network, no Terraform and no provider.
set -eu
cd "$(dirname "$0")/../.."
package=packages/provider-libvirt
rm -rf "$package/.gen" "$package/lib"
CDKTF_EXPERIMENTAL_PROVIDER_SCHEMA_CACHE_PATH="$package/schema" npx cdktf get
npx tsc --outDir "$package/lib" --rootDir "$package/.gen/providers/libvirt" \
  --target es2022 --module commonjs --moduleResolution node10 --skipLibCheck --declaration \
  --types node "$package/.gen/providers/libvirt/index.ts"
