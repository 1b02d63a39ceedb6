#!/bin/sh
# Fills the disk under ./lab while `./lab up` is at work, in a mount namespace of its own where .lab is a small file system.
# Prints what each command came to, and what the first one said.
#
# usage: full-disk.sh MOMENT   seconds after which the disk is full
set -u
cd "$(dirname "$0")/.."
if [ "$(readlink /proc/self/ns/mnt)" = "$(readlink /proc/$PPID/ns/mnt)" ]; then
  echo "this needs a mount namespace of its own, as soak/full-disk.ts makes it" >&2
  exit 2
fi
real=$(mktemp -d)
trap 'umount --lazy "$real"; rmdir "$real"' EXIT
mount --bind .lab "$real"
# Room for the machines' disks and memories, and no more than a host has.
mount -t tmpfs -o size=1500m,mode=0700 none .lab
for name in images provider; do
  mkdir ".lab/$name"
  mount --bind "$real/$name" ".lab/$name"
done
cp "$real/kvm.json" .lab/ 2> /dev/null

./lab up > /dev/null 2> "$real/full-disk.log" &
sleep "$1"
cat /dev/zero 2> /dev/null > .lab/full
wait $!
echo "up on a full disk: $?"
grep '^lab: ' -A 8 "$real/full-disk.log"
rm .lab/full
./lab up > /dev/null 2> "$real/full-disk.log"
echo "up again: $?"
grep -o 'verification: .* statements hold' "$real/full-disk.log" | tail -n 1
for verb in reset deploy down; do
  command="./lab $verb"
  if [ $verb = deploy ]; then
    npx cdktf destroy --auto-approve > /dev/null 2>&1
    command='npx cdktf deploy --auto-approve'
  fi
  cat /dev/zero 2> /dev/null > .lab/full
  $command > /dev/null 2> "$real/full-disk.log"
  echo "$verb on a full disk: $?"
  grep '^lab: ' -A 8 "$real/full-disk.log"
  rm .lab/full
  ./lab up > /dev/null 2> "$real/full-disk.log"
  code=$?
  echo "up after $verb on a full disk: $code"
  [ "$code" = 0 ] || cat "$real/full-disk.log"
done
./lab down > /dev/null 2>&1
echo "down: $?"
ls .lab/host .lab/state 2> /dev/null
