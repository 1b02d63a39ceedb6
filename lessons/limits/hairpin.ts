import type { Experiment } from "../experiment";

export const hairpin: Experiment = {
  name: "hairpin",
  title: { en: "A real server asks the VIP", zh: "真实服务器请求 VIP" },
  question: {
    en: "On {RS1} somebody runs curl {VIP}, twice: one request is scheduled to {RS1}, one to {RS2}. What comes?",
    zh: "在 {RS1} 上执行两次 curl {VIP}：一次调度到 {RS1}，一次调度到 {RS2}。会得到什么？",
  },
  choices: [
    { en: "both pages", zh: "两个页面" },
    { en: "the page of {RS2}; the request to {RS1} itself hangs", zh: "{RS2} 的页面；发给 {RS1} 自己的请求一直等待" },
    { en: "the page of {RS1}; the request to {RS2} hangs", zh: "{RS1} 的页面；发给 {RS2} 的请求一直等待" },
    { en: "neither: both hang", zh: "一个也没有：都一直等待" },
  ],
  answer: 3,
  observe: [
    {
      on: "rs1",
      trace: "for i in 1 2; do curl -sS -m 2 {VIP}:{PORT}; done",
      says: {
        en:
          "{RS2}'s reply goes to {RS1} directly, past {DIRECTOR}, and {RS1} answers it with a RST; the SYN that is sent to {RS1} itself " +
          "arrives there and has no reply; curl waits in vain, both times",
        zh:
          "{RS2} 的应答不经过 {DIRECTOR}，直接到了 {RS1}，{RS1} 用 RST 回应；发给 {RS1} 自己的 SYN 到了那里，却没有应答；" +
          "curl 两次都白等",
      },
      holds: ({ packets, command }, { DIRECTOR, RS1, RIP1, RIP2, PORT }) => {
        const sent = (from: string) => packets.filter(({ steps: [first] }) => first?.source === `${from}:${PORT}`);
        const taps = sent(RIP2).flatMap(({ steps }) => steps.map(({ tap }) => tap));
        const resets = packets.filter(
          ({ words, steps: [first] }) => words === "RST" && first?.destination === `${RIP2}:${PORT}`,
        );
        const toItself = packets.filter(({ steps }) => steps.at(-1)?.destination === `${RIP1}:${PORT}`);
        return (
          command?.stderr.match(/curl: \(28\)/g)?.length === 2 && // curl(1): the time-out was reached
          taps.includes(`${RS1} eth0`) &&
          !taps.some((tap) => tap.startsWith(`${DIRECTOR} `)) &&
          resets.length > 0 &&
          toItself.some(({ steps }) => steps.at(-1)?.tap === `${RS1} eth0`) &&
          sent(RIP1).length === 0
        );
      },
    },
    {
      on: "director",
      run: "ipvsadm -lnc | grep ' {RIP1}:'",
      says: {
        en: "IPVS did its part: it sent one request to {RS1} and one to {RS2}, and waits for replies in SYN_RECV",
        zh: "IPVS 做了它该做的：一个请求发给 {RS1}，一个发给 {RS2}，都在 SYN_RECV 等待应答",
      },
      holds: ({ lines }, { RIP1, RIP2, PORT }) =>
        [RIP1, RIP2].every((rip) =>
          lines.some((line) => line.includes(" SYN_RECV ") && line.endsWith(` ${rip}:${PORT}`)),
        ),
    },
    {
      on: "rs1",
      run:
        "m() { set -- $(sed -n 2p /proc/net/stat/rt_cache); echo $((0x$8)); }\n" +
        "before=$(m); for i in 1 2; do curl -s -m 2 {VIP}:{PORT}; done; echo in_martian_src $(($(m) - before))",
      says: {
        en: "{RS1}'s kernel has dropped packets that came in with an address of its own as source (in_martian_src)",
        zh: "{RS1} 的内核丢弃了以自己的地址为源地址进来的包（in_martian_src）",
      },
      holds: ({ output }) => /in_martian_src [1-9]/.test(output),
    },
  ],
  explanation: {
    en:
      "IPVS rewrites the destination alone, so {RS2} sees a SYN from {RIP1}: a neighbour in {INSIDE}. It replies straight to it, the source " +
      "is not made the VIP again, and {RS1} gets a SYN, ACK from {RIP2} on a connection that it has with {VIP}: it answers with a RST. " +
      "When {RS1} itself is chosen, a packet comes in whose source is its own address {RIP1}; its kernel drops such a packet. " +
      "NAT mode works only where the replies pass the director.",
    zh:
      "IPVS 只改写目的地址，所以 {RS2} 看到的 SYN 来自 {RIP1}：它在 {INSIDE} 里的邻居。应答直接发过去，源地址没有改回 VIP；" +
      "{RS1} 的连接是和 {VIP} 建立的，却收到 {RIP2} 的 SYN, ACK，于是回应 RST。如果选中的是 {RS1} 自己，" +
      "进来的包的源地址就是它自己的地址 {RIP1}，内核会丢弃这样的包。只有应答经过调度器，NAT 模式才能工作。",
  },
  check: [],
};
