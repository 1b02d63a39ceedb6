import { answeredByBoth } from "../answered";
import type { CommandObservation, Experiment } from "../experiment";
import type { Text } from "../text";
import type { Values } from "../values";

const file = "/var/www/html/large";
const makeFile = `head -c 300000 /dev/zero > ${file}`;

/** Sixteen downloads, four at a time. A line is the HTTP status and how often it came. */
const download = "seq 16 | xargs -P 4 -I@ curl -s -o /dev/null -m 60 -w '%{http_code}\\n' {VIP}:{PORT}/large | uniq -c";

const downloadAll: CommandObservation = {
  on: "client",
  run: download,
  says: { en: "sixteen downloads, four at a time, all come", zh: "十六次下载，同时四个，全部完成" },
  holds: ({ output }) => output.trim() === "16 200",
};

/** How many connections each real server got since the counters were set to 0. */
function connections(says: Text, holds: (first: number, second: number) => boolean): CommandObservation {
  const of = (lines: readonly string[], { PORT }: Values, rip: string) =>
    Number(
      lines
        .find((line) => line.includes(`-> ${rip}:${PORT} `))
        ?.trim()
        .split(/ +/)[2],
    );
  return {
    on: "director",
    run: "sleep 3; ipvsadm -ln --stats {SERVICE}",
    says,
    holds: ({ lines }, values) => holds(of(lines, values, values.RIP1), of(lines, values, values.RIP2)),
  };
}

export const leastConnection: Experiment = {
  name: "least-connection",
  title: { en: "Least connection, and a slow server", zh: "最少连接，与一台慢服务器" },
  question: {
    en:
      "All that {RS1} sends is delayed by 400 ms. {CLIENT} downloads a file sixteen times, four at a time. How many of the downloads " +
      "does {RS1} get, under rr and under lc (least connection)?",
    zh:
      "{RS1} 发出的一切都延迟 400 毫秒。{CLIENT} 下载一个文件十六次，同时四个。" +
      "在 rr 和 lc（最少连接）下，{RS1} 各分到几次下载？",
  },
  choices: [
    { en: "eight under both: IPVS doesn't know that it is slow", zh: "两种都是八次：IPVS 不知道它慢" },
    { en: "eight under rr, fewer than six under lc", zh: "rr 下八次，lc 下不到六次" },
    { en: "fewer than six under both", zh: "两种都不到六次" },
    { en: "eight under rr, none under lc", zh: "rr 下八次，lc 下一次也没有" },
  ],
  answer: 1,
  change: [
    { on: "rs1", run: `${makeFile}; tc qdisc add dev eth0 root netem delay 400ms` },
    { on: "rs2", run: makeFile },
    { on: "director", run: "ipvsadm -E {SERVICE} -s rr; sleep 3; ipvsadm -Z {SERVICE}" },
  ],
  observe: [
    downloadAll,
    connections(
      { en: "under rr each real server got eight", zh: "rr 下每台真实服务器各八次" },
      (first, second) => first === 8 && second === 8,
    ),
    {
      on: "director",
      run: "ipvsadm -E {SERVICE} -s lc; sleep 3; ipvsadm -Z {SERVICE}; ipvsadm -ln",
      says: { en: "now the same under lc", zh: "现在用 lc 重做一遍" },
      holds: ({ output }) => output.includes(" lc"),
    },
    downloadAll,
    connections(
      { en: "under lc {RS1} got fewer than six, but some", zh: "lc 下 {RS1} 不到六次，但也有" },
      (first, second) => first >= 1 && first < 6 && first + second === 16,
    ),
  ],
  explanation: {
    en:
      "lc gives a new connection to the real server with the fewest at that moment: an active one counts 256, an inactive one 1. A " +
      "slow server ends its connections later, so more of them are open, and the next go elsewhere. IPVS measures no delay; it " +
      "sees it in the number of connections. wlc, the default of ipvsadm, divides this number by the weight.",
    zh:
      "lc 把新连接交给此刻连接最少的真实服务器：活动连接算 256，非活动连接算 1。慢的服务器结束连接较晚，" +
      "打开的连接就多，后来的便去了别处。IPVS 并不测量延迟，只从连接数看出快慢。" +
      "ipvsadm 的默认算法 wlc 再把这个数除以权重。",
  },
  repair: [
    { on: "rs1", run: `tc qdisc delete dev eth0 root; rm ${file}` },
    { on: "rs2", run: `rm ${file}` },
    { on: "director", run: "ipvsadm -E {SERVICE} -s wrr" },
  ],
  check: [answeredByBoth],
};
