import { answeredByBoth } from "../answered";
import type { Experiment } from "../experiment";
import { askTimes, tally } from "./tally";

export const sourceHashing: Experiment = {
  name: "source-hashing",
  title: { en: "Source hashing: one client, one server", zh: "源地址散列：一个客户端，一台服务器" },
  question: {
    en: "The scheduler becomes sh, source hashing. {CLIENT} asks six times. Who answers?",
    zh: "调度算法改为 sh，即源地址散列。{CLIENT} 请求六次。谁来应答？",
  },
  choices: [
    { en: "{RS1} and {RS2} in turn", zh: "{RS1} 和 {RS2} 轮流" },
    { en: "one real server, all six times", zh: "六次都是同一台真实服务器" },
    { en: "one of them, drawn by lot for each request", zh: "每次请求随机选一台" },
  ],
  answer: 1,
  change: [{ on: "director", run: "ipvsadm -E {SERVICE} -s sh" }],
  observe: [
    {
      on: "client",
      run: askTimes(6),
      says: { en: "one real server answers all six requests", zh: "同一台真实服务器应答全部六个请求" },
      holds: (seen, { PAGE1, PAGE2 }) => [tally(seen)[PAGE1], tally(seen)[PAGE2]].includes(6),
    },
    {
      on: "director",
      run: "ipvsadm -lnc | grep -c ' {CIP}:0 '",
      says: {
        en: "IPVS keeps no template for the client, as it would under persistence",
        zh: "IPVS 没有像持久性那样为客户端保存模板",
      },
      holds: ({ output }) => output === "0",
    },
    {
      on: "director",
      run: "ipvsadm -E {SERVICE} -s sh -b sh-port; ipvsadm -ln",
      says: { en: "now the source port counts too: sh-port", zh: "现在源端口也参与散列：sh-port" },
      holds: ({ output }) => output.includes(" sh (sh-port)"),
    },
    {
      on: "client",
      run: askTimes(20),
      says: {
        en: "both real servers answer the same client: each connection has a port of its own",
        zh: "两台真实服务器都应答同一个客户端：每个连接的源端口都不同",
      },
      holds: (seen, { PAGE1, PAGE2 }) => {
        const { [PAGE1]: one = 0, [PAGE2]: two = 0 } = tally(seen);
        return one > 0 && two > 0 && one + two === 20;
      },
    },
  ],
  explanation: {
    en:
      "sh computes a hash of the source address, and the hash is a place in a table of 256 real servers. The same address gives the " +
      "same place, so the client meets the same real server without anything being remembered, on every director with the same " +
      "table. With sh-port the hash is of address and port, so the connections of one client spread.",
    zh:
      "sh 对源地址计算散列值，散列值就是一张 256 格的真实服务器表中的位置。同一个地址总落在同一格，所以不必记住任何东西，" +
      "客户端也总遇到同一台真实服务器；表相同的任何调度器都给出同样的结果。加上 sh-port 后，地址和端口一起散列，" +
      "同一客户端的各个连接就分散开了。",
  },
  repair: [{ on: "director", run: "ipvsadm -E {SERVICE} -s wrr" }],
  check: [answeredByBoth],
};
