import type { Command } from "../experiment";
import type { Place } from "../values";

/** keepalived.conf(5): VIP and DIP move together; who has the higher priority and all its links has both. */
function startKeepalived(on: Place, priority: number): Command {
  const instance = (name: string, card: string, id: number, address: string) =>
    `vrrp_instance ${name} { interface ${card}
  virtual_router_id ${id}
  priority ${priority}
  virtual_ipaddress { ${address}/24 } }`;
  return {
    on,
    run: `cat > /etc/keepalived/keepalived.conf <<END
vrrp_sync_group together { group { outside
  inside } }
${instance("outside", "eth1", 1, "{VIP}")}
${instance("inside", "eth0", 2, "{DIP}")}
END
systemctl start keepalived 2> /dev/null`,
  };
}

/** Waits until a machine has the VIP, and shows its addresses. */
const hasVip =
  "timeout 60 sh -c 'until ip address show dev eth1 | grep -q {VIP}/; do sleep 0.2; done'; ip -br -4 address";

/** On the backup: the same virtual service, and forwarding. */
const sameService =
  "sysctl -w net.ipv4.ip_forward=1; ipvsadm -A {SERVICE} -s wrr; " +
  "for r in {RIP1} {RIP2}; do ipvsadm -a {SERVICE} -r $r:{PORT} -m; done";

/** On the director: addresses of its own, since VIP and DIP are keepalived's from now on. */
const ownAddresses =
  "v={VIP} d={DIP}; ip address flush dev eth1; ip address add $" +
  "{v%.*}.201/24 dev eth1; ip address flush dev eth0; ip address add $" +
  "{d%.*}.201/24 dev eth0";

/** Makes a pair of the director and the backup; the director has VIP and DIP. */
export const pair: readonly Command[] = [
  { on: "director", run: ownAddresses },
  startKeepalived("director", 150),
  { on: "director", run: hasVip },
  { on: "backup", run: sameService },
  startKeepalived("backup", 100),
];

/** A file for downloads, on both real servers, of a size that takes curl's `--limit-rate 500k` sixteen seconds. */
export const largeFile: readonly Command[] = (["rs1", "rs2"] as const).map((on) => ({
  on,
  run: "head -c 8000000 /dev/zero > /var/www/html/large",
}));

/** Begins a download in the background, which gives up when nothing has come for ten seconds (-y 10). */
export const beginDownload: Command = {
  on: "client",
  run:
    "(curl -s -y 10 --limit-rate 500k -o /dev/null -w '%{size_download} bytes' {VIP}:{PORT}/large; echo \", exit code $?\") " +
    "> /run/download 2> /dev/null & sleep 3",
};

/** What became of it. */
export const endOfDownload = "while pgrep -x curl > /dev/null; do sleep 0.2; done; cat /run/download";

/** The director loses the outer network, and the backup has the VIP. */
export const pullPlug: readonly Command[] = [
  { on: "director", run: "ip link set eth1 down" },
  { on: "backup", run: hasVip },
];

/** The plug goes in again and the director takes its addresses back; then both are as they were. */
export const unpair: readonly Command[] = [
  { on: "director", run: `ip link set eth1 up; ${hasVip}` },
  {
    on: "backup",
    run: "systemctl stop keepalived; rm /etc/keepalived/keepalived.conf; ipvsadm -C; sysctl -w net.ipv4.ip_forward=0",
  },
  {
    on: "director",
    run:
      "systemctl stop keepalived; rm /etc/keepalived/keepalived.conf; ip address flush dev eth1; " +
      "ip address add {VIP}/24 dev eth1; ip address flush dev eth0; ip address add {DIP}/24 dev eth0",
  },
  ...(["rs1", "rs2"] as const).map((on) => ({ on, run: "rm -f /var/www/html/large" })),
];
