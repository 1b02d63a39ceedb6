import { countsOf } from "../counts";
import type { Experiment } from "../experiment";

export const procFiles: Experiment = {
  name: "proc-files",
  title: { en: "The kernel's own files", zh: "内核自己的文件" },
  question: {
    en: "The counters are set to zero and the client asks twenty times. What does /proc/net/ip_vs_stats say of connections?",
    zh: "计数器清零，客户端请求二十次。/proc/net/ip_vs_stats 里的连接数是多少？",
  },
  choices: [
    { en: "20 connections", zh: "20 个连接" },
    { en: "14 connections", zh: "14 个连接" },
    { en: "10 for each real server", zh: "每台真实服务器 10" },
  ],
  answer: 1,
  observe: [
    {
      on: "director",
      run: "sleep 3; ipvsadm -Z; cat /proc/net/ip_vs_stats",
      says: { en: "the director's totals are zero", zh: "调度器的总计为零" },
      holds: ({ output }) => totals(output).join() === "0,0,0,0,0",
    },
    {
      on: "client",
      run: "for i in $(seq 20); do curl -s -m 10 {VIP}:{PORT}; done | sort | uniq -c",
      says: { en: "twenty requests are answered", zh: "二十个请求都得到应答" },
      holds: ({ lines }) => lines.reduce((sum, line) => sum + Number.parseInt(line, 10), 0) === 20,
    },
    {
      on: "director",
      run: "sleep 3; cat /proc/net/ip_vs_stats; ipvsadm -ln --stats --exact",
      says: {
        en: "14 connections in the file, 20 for ipvsadm: the file is in hexadecimal, and each of its totals is the same number",
        zh: "文件里是 14 个连接，ipvsadm 显示 20：文件是十六进制，各项总计都是同样的数",
      },
      holds: ({ output }) => {
        const [service] = countsOf(output);
        return service?.connections === 20 && totals(output).join() === Object.values(service).join();
      },
    },
    {
      on: "director",
      run: "head -n 3 /proc/net/ip_vs_conn; ipvsadm -lnc | head -n 4",
      says: {
        en: "the table of connections: addresses and ports in hexadecimal in the file, the seconds that are left in decimal",
        zh: "连接表：文件里的地址和端口是十六进制，剩余秒数是十进制",
      },
      holds: ({ lines }, { PORT, VIP }) => {
        const [, one = ""] = lines;
        const [, , , to = "", port = "", , , , expires = ""] = one.split(/ +/);
        const address = [0, 2, 4, 6].map((at) => Number.parseInt(to.slice(at, at + 2), 16)).join(".");
        return address === VIP && Number.parseInt(port, 16) === Number(PORT) && Number(expires) <= 120;
      },
    },
    {
      on: "director",
      run: "cat /proc/net/ip_vs",
      says: {
        en: "the table of services, which ipvsadm -ln shows too: weights and connections in decimal, addresses not",
        zh: "虚拟服务表，ipvsadm -ln 显示的也是它：权重和连接数是十进制，地址不是",
      },
      holds: ({ lines }) => lines.filter((line) => /-> [0-9A-F]{8}:[0-9A-F]{4} +Masq +1 /.test(line)).length === 2,
    },
  ],
  explanation: {
    en:
      "These files are what the kernel shows to anybody who reads a file; ipvsadm asks the kernel over netlink and writes the same for " +
      "people. ip_vs_stats counts for the whole director, over all its services: its first numbers are totals since the start or the last " +
      "ipvsadm -Z, the others rates a second. Whoever writes a monitoring script must read them as hexadecimal: 14 is 20, 10 is 16.",
    zh:
      "任何人读文件就能看到内核给出的这些内容；ipvsadm 通过 netlink 向内核查询，再把同样的内容写成易读的形式。" +
      "ip_vs_stats 统计整个调度器的所有虚拟服务：前一组数是启动或上次 ipvsadm -Z 以来的总计，后一组是每秒速率。" +
      "写监控脚本时必须按十六进制读：14 是 20，10 是 16。",
  },
  check: [],
};

/** The first line of numbers of /proc/net/ip_vs_stats: connections, packets in and out, bytes in and out. */
function totals(output: string): number[] {
  const line = output.split("\n").find((one) => /^( +[0-9A-F]+){5}$/.test(one)) ?? "";
  return line
    .trim()
    .split(/ +/)
    .map((number) => Number.parseInt(number, 16));
}
