import { countsOf } from "../counts";
import type { Experiment } from "../experiment";

export const rate: Experiment = {
  name: "rate",
  title: { en: "What ipvsadm --rate shows", zh: "ipvsadm --rate 显示什么" },
  question: {
    en: "The client asks without a pause for six seconds, then stops. What does ipvsadm --rate show at once after that?",
    zh: "客户端不停地请求六秒钟，然后停下。紧接着 ipvsadm --rate 显示什么？",
  },
  choices: [
    { en: "the rate of the six seconds, until something comes again", zh: "这六秒的速率，直到再有请求才变" },
    { en: "0: nothing comes any more", zh: "0：已经没有请求了" },
    { en: "something above 0, which goes down slowly", zh: "大于 0 的值，并且慢慢下降" },
  ],
  answer: 2,
  observe: [
    {
      on: "client",
      run:
        "end=$(($(date +%s) + 6)); n=0\n" +
        "while [ $(date +%s) -lt $end ]; do curl -s -m 10 -o /dev/null {VIP}:{PORT}; n=$((n + 1)); done\n" +
        'echo "$n requests, $((n / 6)) a second"',
      says: { en: "this many requests a second were answered", zh: "每秒得到应答的请求数如上" },
      holds: ({ output }) => /^\d+ requests, [1-9]\d* a second$/.test(output),
    },
    {
      on: "director",
      run: "ipvsadm -ln --rate --exact; sleep 6; ipvsadm -ln --rate --exact",
      says: {
        en: "InPPS (packets a second from clients) is above 0 after the end, and less six seconds later, but not yet 0",
        zh: "结束后 InPPS（每秒来自客户端的包）仍大于 0；六秒后变小，但还不是 0",
      },
      holds: ({ output }) => {
        const [first, , , later] = countsOf(output); // each look shows the service and two real servers
        return first !== undefined && later !== undefined && later.inPackets > 0 && later.inPackets < first.inPackets;
      },
    },
  ],
  explanation: {
    en:
      "Every two seconds the kernel's estimator takes what came since the last time and moves the shown rate a quarter of the way towards it. " +
      "So the rate needs some ten seconds to tell of a load, and as long to forget it: it is a smoothed value for graphs, " +
      "not a reading of this second. For exact numbers take --stats twice and subtract.",
    zh:
      "内核的估算器每两秒取一次这段时间的增量，让显示的速率向它靠近四分之一。所以速率要十来秒才跟上负载，也要同样久才忘掉它：" +
      "它是适合画图的平滑值，不是这一秒的读数。要准确的数字，就读两次 --stats 再相减。",
  },
  check: [],
};
