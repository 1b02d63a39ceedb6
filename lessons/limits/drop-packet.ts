import { answered } from "../answered";
import type { Experiment } from "../experiment";
import { floodSize, floods, removeFlood, writeFlood } from "../flood";

export const dropPacket: Experiment = {
  name: "drop-packet",
  title: { en: "A flood of SYNs, and every second one dropped", zh: "SYN 洪水与隔一个丢一个" },
  question: {
    en:
      "net.ipv4.vs.drop_packet is 3 and am_droprate is 2: of packets that begin a connection, every second one is dropped. " +
      "The client asks four times. What comes?",
    zh: "net.ipv4.vs.drop_packet 为 3，am_droprate 为 2：开始新连接的包每两个丢一个。客户端请求四次。会得到什么？",
  },
  choices: [
    { en: "two answers, and two requests that are refused", zh: "两个应答，两个被拒绝" },
    { en: "two answers, and two requests that hang", zh: "两个应答，两个一直等待" },
    { en: "four answers, most of them a second late", zh: "四个应答，大多晚一秒" },
  ],
  answer: 2,
  change: [
    writeFlood,
    { on: "director", run: "sysctl -w net.ipv4.vs.am_droprate=2 net.ipv4.vs.drop_packet=3; sleep 2" },
  ],
  observe: [
    {
      on: "client",
      run: "for i in 1 2 3 4; do curl -sS -m 10 -o /dev/null -w '%{http_code} after %{time_connect} s\\n' {VIP}:{PORT}; done",
      says: {
        en: "all four are answered; at least three needed about a second to connect, for a lost SYN is sent again after one",
        zh: "四个都得到应答；至少三个用了约一秒才连上，因为丢失的 SYN 一秒后重发",
      },
      holds: ({ lines }) => {
        const late = lines.filter((line) => Number(line.match(/after ([\d.]+) s/)?.[1]) > 0.9);
        return lines.length === 4 && lines.every((line) => line.startsWith("200 ")) && late.length >= 3;
      },
    },
    floods,
    {
      on: "director",
      run: "ipvsadm -lnc | grep -c SYN_RECV",
      says: {
        en: `IPVS has made ${floodSize / 2} entries for ${floodSize} SYNs`,
        zh: `${floodSize} 个 SYN，IPVS 只建立了 ${floodSize / 2} 个表项`,
      },
      holds: ({ output }) => Math.abs(Number(output) - floodSize / 2) <= 5,
    },
  ],
  explanation: {
    en:
      "drop_packet counts what IPVS would have to schedule and drops one in am_droprate before an entry is made; packets of connections that " +
      "are known pass. A sender that forges addresses does not send again, so a part of the flood costs nothing; an honest client " +
      "does, and is only late. By itself am_droprate is 10, and 1 instead of 3 waits until memory is short.",
    zh:
      "drop_packet 对 IPVS 需要调度的包计数，每 am_droprate 个丢一个，这时还没有建立表项；已知连接的包照常通过。" +
      "伪造地址的攻击者不会重发，所以洪水的一部分不再有代价；正常客户端会重发，只是晚一点。" +
      "am_droprate 默认是 10；把 3 换成 1，则等到内存不足时才开始。",
  },
  repair: [{ on: "director", run: "sysctl -w net.ipv4.vs.drop_packet=0 net.ipv4.vs.am_droprate=10" }, removeFlood],
  check: [answered],
};
