#!/bin/sh
# Stands in for QEMU in the domains of the embedded host, so that a machine need not boot where its memory is saved:
#
# - A machine that is to return to a snapshot (memory-files.ts leaves the snapshot's name in `next`) goes on from there.
# - A machine whose disk nothing was written to yet goes on from its snapshot `fresh`, if that was taken of the same
#   machine: the same seed, image and hardware with all its devices; unless people's work may be in it (`used`).
# - Else, if the memory of its image was saved on the same hardware (prime.ts), it is resumed from that, and boots by
#   itself from there on, with the seed and the network interfaces that are its own.
#
# Every other start is QEMU's as libvirt asked for. libvirt knows nothing of it: the domain's XML stays as it is, and
# its next start is an ordinary one.
set -u
qemu=/usr/bin/qemu-system-x86_64
here=$(dirname "$0")
# Machines that boot must not keep libvirtd and Terraform waiting for a processor.
renice --priority 19 --pid $$ > /dev/null
memory=$here/../memory
# Bytes of an overlay that is still empty: its header and tables, 192 KiB and some.
empty=262144

hardware=$(stat -Lc '%s %Y' "$qemu")
domain= disk= seed= devices= previous=
for argument; do
  case $previous in
    -machine | -accel | -cpu | -m | -smp | -kernel) hardware="$hardware $previous $argument" ;;
    -device) devices="$devices $argument" ;;
    -name) domain=${argument#guest=} domain=${domain%%,*} ;;
  esac
  case $argument in
    *'"filename":"'*'/pools/'*)
      file=${argument#*'"filename":"'} file=${file%%'"'*}
      case $file in *.qcow2) disk=$file ;; *-seed.iso) seed=$file ;; esac
      ;;
  esac
  previous=$argument
done
key=$(printf '%s' "$hardware" | sha256sum | cut -c 1-16)

# libvirt also asks QEMU what it can do, without a machine.
if [ -z "$domain" ]; then exec "$qemu" "$@"; fi

# A memory is written while its machine stands still, and would say so: the machine would stand still where it is loaded.
set -- "$@" -global migration.store-global-state=off

snapshots=$memory/snapshots/$domain
mkdir -p "$snapshots"
printf '%s' "$key" > "$snapshots/hardware"
# The image is named in the first bytes of its overlay: https://www.qemu.org/docs/master/interop/qcow2.html
overlay=$(if [ -n "$disk" ]; then head -c 1024 "$disk" | sha256sum; fi)
cpu=$(sed -n '/^model name/{p;q}' /proc/cpuinfo)
machine=$(printf '%s' "$key $devices $overlay $cpu" | sha256sum | cut -c 1-16)
printf '%s' "$machine" > "$snapshots/machine"
rm -f "$snapshots/origin" "$snapshots/resumed"

snapshot= image=
if [ -f "$snapshots/next" ]; then
  snapshot=$(cat "$snapshots/next")
  rm "$snapshots/next"
elif [ -n "$disk" ] && [ "$(stat -c %s "$disk")" -le "$empty" ] && [ ! -f "$memory/off" ]; then
  image=$memory/$key.state
fi

# What people did on an earlier machine of this name is nothing to begin with, or to return to.
if [ -n "$image" ] && [ -f "$snapshots/used" ]; then rm -f "$snapshots/fresh.key" "$snapshots/used"; fi

if [ -n "$image" ] && [ -f "$snapshots/fresh.key" ] &&
  [ "$(cat "$snapshots/fresh.key")" = "$machine $(sh "$here/seed-hash" "$seed")" ]; then
  snapshot=fresh
fi
if [ -n "$snapshot" ]; then
  cp "$snapshots/$snapshot.disk" "$disk"
  reference=$memory/$key.state
  if [ ! -f "$reference" ]; then reference=; fi
  rm -f "$snapshots/pipe"
  mkfifo "$snapshots/pipe"
  # In a subshell that ends at once: QEMU must not have a child that it knows nothing of.
  (zstd -dcq --long=28 ${reference:+--patch-from="$reference"} "$snapshots/$snapshot.memory" > "$snapshots/pipe" &)
  exec 9< "$snapshots/pipe"
  rm "$snapshots/pipe"
  printf '%s' "$snapshot" > "$snapshots/origin"
  exec "$qemu" "$@" -incoming fd:9
fi
if [ -f "$image" ]; then
  exec 9< "$image"
  : > "$snapshots/resumed"
  exec "$qemu" "$@" -incoming fd:9
fi
exec "$qemu" "$@"
