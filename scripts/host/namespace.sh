#!/bin/sh
# The first process of the embedded host: runs inside fresh network, mount and process namespaces (embedded-host.ts
# makes them with unshare), shapes them, and keeps libvirtd and virtlogd running. When it ends, the kernel ends everything in
# the process namespace with it: both daemons, every QEMU, every tap and bridge. Nothing of the real host is written.
#
# usage: namespace.sh HOST_FOLDER CACHE_FOLDER SOCKET_FOLDER hide-kvm|keep-kvm
set -eu
folder=$1 cache=$2 sockets=$3 kvm=$4

mount --make-rprivate /
mount -t proc proc /proc
mount -t sysfs sysfs /sys
ip link set lo up
# Else the host's own end of each link would speak IPv6 to the guests, from an address of its own: multicast listener reports.
for scope in all default; do
  file=/proc/sys/net/ipv6/conf/$scope/disable_ipv6
  if [ -e "$file" ]; then echo 1 > "$file"; fi
done

# libvirtd reads and writes at fixed places (qemu.conf is read from /etc/libvirt whatever --config says): each becomes
# a folder of the embedded host.
place() {
  parent=$(dirname "$2")
  if [ ! -d "$2" ]; then # an ordinary user cannot make it: the parent is rebuilt, of all that it holds and one more
    mount -t tmpfs -o mode=0755 tmpfs /mnt
    for child in "$parent"/* "$parent"/.[!.]*; do
      if [ -L "$child" ]; then
        cp -P "$child" /mnt
      elif [ -d "$child" ]; then
        mkdir "/mnt/${child##*/}"
        mount --rbind "$child" "/mnt/${child##*/}"
      elif [ -e "$child" ]; then
        : > "/mnt/${child##*/}"
        mount --bind "$child" "/mnt/${child##*/}"
      fi
    done
    mkdir "/mnt/${2##*/}"
    mount --rbind /mnt "$parent"
    umount --lazy /mnt
  fi
  mount --bind "$1" "$2"
}
place "$folder/etc" /etc/libvirt
place "$folder/lib" /var/lib/libvirt
place "$cache" /var/cache/libvirt
place "$folder/log" /var/log/libvirt
# The socket folder may itself lie below /run, so it is carried over by way of /mnt.
mount --bind "$sockets" /mnt
mount -t tmpfs -o mode=0755 tmpfs /run
mkdir /run/libvirt /run/lock
mount --bind /mnt /run/libvirt
umount /mnt

# Debian's libvirtd wants its default user to exist, though qemu.conf names another; the package that makes it
# (libvirt-daemon-system) would also start a system libvirt, which the host's owner did not ask for.
if ! id libvirt-qemu > /dev/null 2>&1; then
  for database in passwd group; do
    { cat "/etc/$database" && cat "$folder/$database"; } > "/run/$database"
    mount --bind "/run/$database" "/etc/$database"
  done
fi

if [ "$kvm" = hide-kvm ] && [ -e /dev/kvm ]; then
  # libvirt probes QEMU anew at every call while it can write to a /dev/kvm that QEMU cannot use.
  mount --bind "$folder/no-kvm" /dev/kvm
  mount -o remount,bind,ro /dev/kvm
fi

# Who made these namespaces was killed before it wrote down that they are here: nobody could end them.
[ -e "$folder/namespaces.json" ] || sleep 1
[ -e "$folder/namespaces.json" ] || exit 1

# Each is started again when it ends by itself: the machines run on meanwhile, their consoles unlogged if it was virtlogd.
keep() {
  while :; do
    "$1" --config "/etc/libvirt/$1.conf" || true
    sleep 1
  done
}
keep virtlogd &
# No machine can be started before.
until [ -S /run/libvirt/virtlogd-sock ]; do sleep 0.05; done
keep libvirtd
