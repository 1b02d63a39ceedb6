#!/bin/sh
# The little without which a system made by mmdebstrap is no machine that boots: a file system table and a console.
# usage: stock-image.sh ROOT
set -eu
echo '/dev/vda / ext4 errors=remount-ro 0 1' > "$1/etc/fstab"
echo localhost > "$1/etc/hostname"
chroot "$1" passwd --quiet --lock root
: > "$1/etc/machine-id"
rm -f "$1/etc/resolv.conf"
