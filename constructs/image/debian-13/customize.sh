#!/bin/sh
# Runs inside the new system, as its root, after all packages are installed and rootfs/ is copied in.
# The lists come as files in /recipe, which is removed at the end; the kernel and the initrd are left in /boot.
set -eu
export LC_ALL=C.UTF-8

# Units. The links are the same that systemctl would make in the guest, where each call costs seconds.
xargs systemctl disable </recipe/units.disabled
xargs systemctl enable </recipe/units.enabled
xargs systemctl mask </recipe/units.masked
mkdir -p /etc/systemd/system-generators
while read -r generator; do
  ln -sf /dev/null "/etc/systemd/system-generators/$generator"
done </recipe/generators.masked
systemctl set-default multi-user.target
systemctl add-wants multi-user.target cloud-init.target

# Scripts for another init: with them, each "systemctl enable" also asks update-rc.d.
rm -f /etc/init.d/*
# Empty, it costs nothing at boot; a lesson may put files there.
rm -f /etc/modules-load.d/* /usr/lib/modules-load.d/*

# The kernel's modules without compression: unpacking xz under emulation takes longer than reading them from disk.
version=$(ls /lib/modules)
find "/lib/modules/$version" -name '*.ko.xz' -exec xz -d {} +
depmod "$version"

# The initrd: busybox, the drivers in the order in which they can be loaded, and the script that loads them.
initrd=/tmp/initrd
mkdir -p $initrd/bin $initrd/dev $initrd/proc $initrd/root $initrd/modules
cp /bin/busybox $initrd/bin/busybox
for applet in sh cat echo insmod mount sleep switch_root umount; do
  ln -s busybox "$initrd/bin/$applet"
done
install -m 755 /recipe/init $initrd/init
while read -r module; do
  modprobe --set-version "$version" --show-depends "$module"
done </recipe/modules | awk '$1 == "insmod" && !seen[$2]++ { print $2 }' | while read -r file; do
  cp "$file" $initrd/modules/
  basename "$file"
done >$initrd/modules/order
# Without times and numbers of the building machine: two builds make the same archive.
(
  cd $initrd
  find . -exec touch --no-dereference --date=@0 {} +
  find . | sort | busybox cpio -o -H newc --renumber-inodes --ignore-devno
) >/boot/initrd
rm -rf $initrd

# Compiled Python: without it the import of cloud-init alone takes ten seconds under emulation.
python3 -m compileall -q -j 0 /usr/lib/python3 /usr/lib/python3.* || true

# The kernel without compression, which QEMU starts as well (by its PVH note): the host unpacks it once, not each guest
# at each boot. Where the payload lies: https://docs.kernel.org/arch/x86/boot.html (setup_sects, payload_offset, -length;
# the last four bytes are the unpacked size).
field() { od --address-radix=n --format="u$2" --skip-bytes="$1" --read-bytes="$2" "/boot/vmlinuz-$version"; }
start=$((($(field 497 1) + 1) * 512 + $(field 584 4)))
tail --bytes=+$((start + 1)) "/boot/vmlinuz-$version" | head --bytes=$(($(field 588 4) - 4)) >/tmp/vmlinux.zst
/usr/lib/apt/apt-helper cat-file /tmp/vmlinux.zst >/boot/vmlinuz
rm /tmp/vmlinux.zst
# What else is in /boot is for boot loaders.
find /boot /vmlinuz* /initrd.img* -type f,l ! -path /boot/vmlinuz ! -path /boot/initrd ! -name 'config-*' -delete

# What tmpfiles.d(5) wants on the disk: at boot it is read-only for those that look after it.
systemd-tmpfiles --create --prefix=/var --prefix=/tmp --prefix=/etc || test $? -eq 73 # some of it needs a running system
# Empty: ipvsadm.service starts where there are rules.
: >/etc/ipvsadm.rules

# The console greets with what rootfs/etc/profile.d/lab.sh says, and no more.
rm -rf /etc/update-motd.d
: >/etc/motd

# Nothing of the machine that built the image, and nothing that two guests must not share.
rm -rf /recipe /etc/resolv.conf /etc/ssh /var/log/* /var/cache/apt/* /var/lib/apt/lists/* /var/lib/systemd/random-seed \
  /var/lib/dbus/machine-id /etc/apt/apt.conf.d/99mmdebstrap
echo localhost >/etc/hostname
printf '127.0.0.1 localhost\n::1 localhost ip6-localhost ip6-loopback\n' >/etc/hosts
: >/etc/machine-id
passwd --quiet --lock root
mkdir -p /var/log/apache2 /var/log/journal
rmdir /var/log/journal
