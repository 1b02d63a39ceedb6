#!/bin/sh
# Unpacks the distribution's cloud-init, and the Python modules that it needs, into .lab/cloud-init, for the unit tests to
# hold the generated documents against its schema. Nothing is installed, so that no service of it runs on this machine.
set -eu
target=$(dirname "$(readlink -f "$0")")/../../.lab/cloud-init
if ! command -v apt-get > /dev/null; then
  echo "cloud-init: this needs apt-get; unpack the packages cloud-init and python3-* of a Debian into .lab/cloud-init" >&2
  exit 1
fi
if ! apt-cache show cloud-init > /dev/null 2>&1; then
  [ "$(id -u)" = 0 ] || { echo "cloud-init: apt knows no package of that name; run sudo apt-get update" >&2; exit 1; }
  apt-get update -qq
fi

rm -rf "$target.partial"
mkdir -p "$target.partial/packages"
cd "$target.partial/packages"
modules=$(apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces \
  --no-enhances cloud-init | grep '^python3-' | sort -u)
# As root, apt warns that its own user can't write here.
# shellcheck disable=SC2086
apt-get download -qq -o APT::Sandbox::User=root cloud-init $modules
for package in *.deb; do dpkg-deb --extract "$package" ..; done
cd ..
rm -rf packages "$target"
mv "$target.partial" "$target"
