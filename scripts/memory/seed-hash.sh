#!/bin/sh
# Prints a hash of what a cloud-init disk says. The disk itself differs each time that it is made: it holds the time.
#
# usage: seed-hash.sh SEED
set -eu
documents=$(for name in meta-data network-config user-data; do isoinfo -R -i "$1" -x "/$name" || exit 1; done)
printf '%s' "$documents" | sha256sum | cut -c 1-64
