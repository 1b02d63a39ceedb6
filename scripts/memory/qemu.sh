#!/bin/sh
# Stands in for QEMU in the domains of the embedded host. A machine whose disk nothing was written to yet need not boot:
#
# - If the same machine was up before, with the same seed on the same hardware, and is kept (kept.ts), it goes on from
#   the point at which it was fresh.
# - Else, if the memory of its image was saved on the same hardware (prime.ts), it is resumed from that, and boots by
#   itself from there on, with the seed and the network interfaces that are its own.
#
# Every other start is QEMU's as libvirt asked for. libvirt knows nothing of it: the domain's XML stays as it is, and
# its next start is an ordinary one.
set -u
qemu=/usr/bin/qemu-system-x86_64
# Machines that boot must not keep libvirtd and Terraform waiting for a processor.
renice --priority 19 --pid $$ > /dev/null
memory=$(dirname "$0")/../memory
# Bytes of an overlay that is still empty: its header and tables, 192 KiB and some.
empty=262144

hardware=$(stat -Lc '%s %Y' "$qemu")
domain= disk= seed= previous=
for argument; do
  case $previous in
    -machine | -accel | -cpu | -m | -smp | -kernel) hardware="$hardware $previous $argument" ;;
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

if [ "$domain" = lvs-nat-primed ]; then printf '%s' "$key" > "$memory/primed-key"; fi

if [ -n "$disk" ] && [ -d "$memory" ] && [ "$(stat -c %s "$disk")" -le "$empty" ]; then
  kept=$memory/kept/$domain
  if documents=$(for name in meta-data network-config user-data; do isoinfo -R -i "$seed" -x "/$name" || exit 1; done); then
    machine="$key $(printf '%s' "$documents" | sha256sum)"
    if [ -f "$kept.qcow2" ] && [ "$(cat "$kept.key")" = "$machine" ]; then
      cp --reflink=auto "$kept.qcow2" "$disk"
      exec "$qemu" "$@" -loadvm fresh
    fi
    mkdir -p "$memory/kept"
    rm -f "$kept.qcow2"
    printf '%s' "$machine" > "$kept.key"
  fi
  if [ -f "$memory/$key.state" ]; then
    exec 9< "$memory/$key.state"
    exec "$qemu" "$@" -incoming fd:9
  fi
fi
exec "$qemu" "$@"
