import { answeredByBoth } from "../answered";
import type { Experiment } from "../experiment";

export const hashingFallback: Experiment = {
  name: "hashing-fallback",
  title: { en: "Source hashing, and the server is drained", zh: "源地址散列，而服务器被排空" },
  question: {
    en: "The scheduler is sh, and the real server that {CLIENT} meets gets weight 0. {CLIENT} asks again. What comes?",
    zh: "调度算法是 sh，{CLIENT} 一直遇到的那台真实服务器权重改为 0。{CLIENT} 再请求一次。会得到什么？",
  },
  choices: [
    { en: "an answer of the other real server", zh: "另一台真实服务器的应答" },
    { en: "an answer of the same: a hash doesn't look at weights", zh: "原来那台的应答：散列不看权重" },
    { en: "the request is refused", zh: "请求被拒绝" },
  ],
  answer: 2,
  change: [
    { on: "director", run: "ipvsadm -E {SERVICE} -s sh; sleep 3; ipvsadm -Z {SERVICE}" },
    { on: "client", run: "curl -s -m 10 {VIP}:{PORT}" },
    {
      on: "director",
      run:
        "sleep 3; met=$(ipvsadm -ln --stats {SERVICE} | awk '$1 == \"->\" && $3 == 1 { print $2 }'); " +
        "ipvsadm -e {SERVICE} -r $met -m -w 0; ipvsadm -ln",
    },
  ],
  observe: [
    {
      on: "client",
      run: "curl -sS -m 10 {VIP}:{PORT}",
      says: {
        en: "the request is refused at once (curl's exit code 7), though the other real server is well",
        zh: "请求立刻被拒绝（curl 退出码 7），尽管另一台真实服务器完好",
      },
      holds: ({ exitCode }) => exitCode === 7,
    },
    {
      on: "director",
      run: "ipvsadm -E {SERVICE} -s sh -b sh-fallback; ipvsadm -ln",
      says: { en: "now sh may fall back on another: sh-fallback", zh: "现在允许 sh 退而选择别的服务器：sh-fallback" },
      holds: ({ output }) => output.includes(" sh (sh-fallback)"),
    },
    {
      on: "client",
      run: "curl -sS -m 10 {VIP}:{PORT}",
      says: { en: "the other real server answers", zh: "另一台真实服务器应答" },
      holds: ({ output }, { PAGE1, PAGE2 }) => output === PAGE1 || output === PAGE2,
    },
  ],
  explanation: {
    en:
      "The client's place in the table names one real server. When that takes no new connections, sh has nobody to send the request " +
      "to, and the kernel answers with an ICMP message: port unreachable. With sh-fallback it goes on from that place until it " +
      "finds a real server that has a weight.",
    zh:
      "客户端在表里的那一格只写着一台真实服务器。它不接受新连接时，sh 就没有可用的服务器，内核以 ICMP 端口不可达作答。" +
      "加上 sh-fallback 后，它从那一格继续找，直到找到权重不为 0 的真实服务器。",
  },
  repair: [
    {
      on: "director",
      run:
        "ipvsadm -E {SERVICE} -s wrr; " + "for r in {RIP1} {RIP2}; do ipvsadm -e {SERVICE} -r $r:{PORT} -m -w 1; done",
    },
  ],
  check: [answeredByBoth],
};
