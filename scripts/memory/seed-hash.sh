#!/bin/sh
# Prints the hash of the documents on a cloud-init disk. The disk itself differs each time that it is made: it holds the
# time.
#
# usage: seed-hash.sh SEED
for name in meta-data network-config user-data; do isoinfo -R -i "$1" -x "/$name"; done | sha256sum | cut -c 1-64
