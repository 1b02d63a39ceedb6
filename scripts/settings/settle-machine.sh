#!/bin/sh
# Terraform runs this in the stack's folder when a machine's settings are new or others. A machine that boots for the first
# time is set up by its seed, and one that went on from where it had all that is declared needs nothing: both are told apart
# here, since starting Node.js for each would take the processor from their boot. Others are changed by settle-machine.ts.
#
# usage: settle-machine.sh MACHINE
# LAB_BORN_WITH   SHA-256 of the seed that the machine was made with
# LAB_SEED        the same of the seed that is declared
# LAB_RECORD      the record of the settings that are declared, base64
# LAB_HOST_URI, LAB_DOMAIN
set -u
here=$(dirname "$0")

agent() { virsh --quiet --connect "$LAB_HOST_URI" qemu-agent-command --timeout 2 "$LAB_DOMAIN" "$1" 2> /dev/null; }

if [ "$LAB_BORN_WITH" = "$LAB_SEED" ]; then
  # The guest has no record yet, or does not answer: it boots.
  opened=$(agent '{"execute":"guest-file-open","arguments":{"path":"/var/lib/lab/settings.json"}}') || exit 0
  handle=${opened#*:} handle=${handle%\}*}
  record=$(agent '{"execute":"guest-file-read","arguments":{"handle":'"$handle"'}}')
  agent '{"execute":"guest-file-close","arguments":{"handle":'"$handle"'}}' > /dev/null
  case $record in *"\"$LAB_RECORD\""*) exit 0 ;; esac
fi
exec node --import "$here/../../node_modules/tsx/dist/loader.mjs" "$here/settle-machine.ts" "$1"
