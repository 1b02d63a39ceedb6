import { type Counts, countsOf } from "../counts";
import type { Experiment } from "../experiment";

export const stats: Experiment = {
  name: "stats",
  title: { en: "What ipvsadm --stats counts", zh: "ipvsadm --stats 统计什么" },
  question: {
    en: "The counters are set to zero, then the client asks ten times. Each page is 14 bytes at most. What does OutBytes say of the service?",
    zh: "计数器清零，然后客户端请求十次。每个页面最多 14 字节。虚拟服务的 OutBytes 是多少？",
  },
  choices: [
    { en: "at most 140: the pages", zh: "最多 140：只算页面" },
    { en: "some 2,400: the pages and HTTP's headers", zh: "约 2400：页面和 HTTP 首部" },
    {
      en: "more than 4,000: all of each packet, from its IP header on",
      zh: "超过 4000：每个数据包从 IP 首部起的全部字节",
    },
    { en: "0: replies do not pass IPVS", zh: "0：应答不经过 IPVS" },
  ],
  answer: 2,
  observe: [
    {
      on: "director",
      run: "sleep 3; ipvsadm -Z; ipvsadm -ln --stats",
      says: { en: "all counters are zero", zh: "所有计数器都是零" },
      holds: ({ output }) =>
        countsOf(output).length === 3 && countsOf(output).every(({ connections }) => connections === 0),
    },
    {
      on: "client",
      run: "for i in $(seq 10); do curl -s -m 10 -w '%{size_request} %{size_header} %{size_download}\\n' -o /dev/null {VIP}:{PORT}; done",
      says: {
        en: "curl tells of the bytes of each request, of the answer's header, and of the page",
        zh: "curl 给出每次请求的字节数、应答首部的字节数和页面的字节数",
      },
      holds: ({ lines }) => lines.length === 10 && lines.every((line) => /^[1-9]\d* [1-9]\d* [1-9]\d*$/.test(line)),
    },
    {
      on: "director",
      run: "sleep 3; ipvsadm -ln --stats",
      says: {
        en: "ten connections, five for each real server; the service's line is the sum of theirs; OutBytes is more than 4,000",
        zh: "十个连接，每台真实服务器五个；虚拟服务一行是它们之和；OutBytes 超过 4000",
      },
      holds: ({ output }) => {
        const [service, one, two] = countsOf(output);
        if (!service || !one || !two) return false;
        const parts = [service, one, two].map(({ connections }) => connections).join();
        return parts === "10,5,5" && isSum(service, one, two) && service.outBytes > 4000;
      },
    },
    {
      on: "director",
      run: "ipvsadm -Z; ipvsadm -ln --stats; ipvsadm -ln",
      says: {
        en: "set to zero again; ActiveConn and InActConn are no such counters: the connections are still there",
        zh: "再次清零；ActiveConn 和 InActConn 不是这种计数器：连接仍然在",
      },
      holds: ({ output }) => {
        const inactive = [...output.matchAll(/Masq +\d+ +\d+ +(\d+)/g)].map(([, count]) => Number(count));
        return countsOf(output).every(({ connections }) => connections === 0) && inactive.every((count) => count >= 5);
      },
    },
  ],
  explanation: {
    en:
      "IPVS counts a connection when it is scheduled, each packet of the client at LOCAL_IN (In) and each one of the real server in FORWARD " +
      "(Out), with all bytes from the IP header on. It sees both ways because in NAT mode replies pass the director, " +
      "too. The numbers are gathered every two seconds by the kernel's estimator, and what came since is not " +
      "shown yet: hence the pauses.",
    zh:
      "IPVS 在调度时计一个连接；客户端的每个包在 LOCAL_IN 计入 In，真实服务器的每个包在 FORWARD 计入 Out，字节数从 IP 首部算起。" +
      "两个方向都能看到，因为 NAT 模式的应答也经过调度器。" +
      "这些数字由内核的估算器每两秒汇总一次，之后发生的还看不到：所以命令之间要停一停。",
  },
  check: [],
};

function isSum(sum: Counts, one: Counts, two: Counts): boolean {
  return (Object.keys(sum) as (keyof Counts)[]).every((name) => sum[name] === one[name] + two[name]);
}
