#!/bin/sh
# Terraform runs this in the stack's folder when a machine's settings are new or others. A machine that boots for the first
# time is set up by its seed, and one that went on from where it had all that is declared needs its clock alone: both are told apart
# here, since starting Node.js for each would take the processor from their boot. Others are changed by settle-machine.ts.
#
# usage: settle-machine.sh MACHINE
# LAB_BORN_WITH   SHA-256 of the seed that the machine was made with
# LAB_SEED        the same of the seed that is declared
# LAB_RECORD      the record of the settings that are declared, base64
# LAB_HOST_URI, LAB_DOMAIN
set -u
here=$(dirname "$0")
awake='test ! -x /usr/local/lib/lab/awake || /usr/local/lib/lab/awake' # part of the lab's own image
origin=$here/../../.lab/memory/snapshots/$LAB_DOMAIN/origin

# What it says where it fails is on its output too.
agent() { LC_ALL=C virsh --quiet --connect "$LAB_HOST_URI" qemu-agent-command --timeout 2 "$LAB_DOMAIN" "$1" 2>&1; }

# QEMU could not load its memory. While it loads, libvirt calls the machine paused, and the agent's refusal is the same.
is_off() { [ "$(LC_ALL=C virsh --quiet --connect "$LAB_HOST_URI" domstate "$LAB_DOMAIN" 2>&1)" = "shut off" ]; }

# It goes on from a memory that was saved: its clock and random numbers are those of that time, once its agent is there again.
if [ -f "$origin" ]; then
  for try in $(seq 100); do
    said=$(agent '{"execute":"guest-exec","arguments":{"path":"/bin/sh","arg":["-c","'"$awake"'"]}}') && break
    case $said in *"domain is not running"*) is_off && break ;; esac
    sleep 0.3
  done
fi

# Whether nothing was written to its disk yet: an empty overlay has a header and tables, 192 KiB and some, as in scripts/memory/qemu.sh.
boots_first() {
  written=$(virsh --quiet --connect "$LAB_HOST_URI" domblkinfo "$LAB_DOMAIN" vda | sed -n 's/^Allocation: *//p')
  [ "${written:-0}" -le 262144 ]
}

if [ "$LAB_BORN_WITH" = "$LAB_SEED" ]; then
  if opened=$(agent '{"execute":"guest-file-open","arguments":{"path":"/var/lib/lab/settings.json"}}'); then
    handle=${opened#*:} handle=${handle%\}*}
    record=$(agent '{"execute":"guest-file-read","arguments":{"handle":'"$handle"'}}')
    agent '{"execute":"guest-file-close","arguments":{"handle":'"$handle"'}}' > /dev/null
    case $record in *"\"$LAB_RECORD\""*) exit 0 ;; esac
  elif boots_first; then
    exit 0
  fi
fi
exec node --import "$here/../../node_modules/tsx/dist/loader.mjs" "$here/settle-machine.ts" "$1"
