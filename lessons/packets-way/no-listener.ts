import { answered } from "../answered";
import type { Experiment } from "../experiment";

export const noListener: Experiment = {
  name: "no-listener",
  title: { en: "Nobody listens, and yet it answers", zh: "没有进程监听，却有应答" },
  question: {
    en: "The VIP {VIP} is an address of {DIRECTOR}. Which process on {DIRECTOR} listens on port {PORT}?",
    zh: "VIP {VIP} 是 {DIRECTOR} 的地址。{DIRECTOR} 上哪个进程在监听 {PORT} 端口？",
  },
  choices: [
    { en: "a web server", zh: "一个网页服务器" },
    { en: "ipvsadm, which was started at boot", zh: "开机时启动的 ipvsadm" },
    { en: "none", zh: "没有" },
  ],
  answer: 2,
  observe: [
    {
      on: "director",
      run: "ss -Hltn 'sport = :{PORT}'",
      says: { en: "no socket of {DIRECTOR} listens on port {PORT}", zh: "{DIRECTOR} 上没有套接字监听 {PORT} 端口" },
      holds: ({ output, exitCode }) => exitCode === 0 && output === "",
    },
    {
      on: "director",
      run: "pgrep -l ipvsadm",
      says: { en: "no process ipvsadm runs", zh: "没有 ipvsadm 进程在运行" },
      holds: ({ output, exitCode }) => exitCode === 1 && output === "",
    },
    answered,
    {
      on: "director",
      run: "cat /proc/net/ip_vs",
      says: {
        en: "the kernel itself has the virtual service; this file shows it (addresses in hexadecimal)",
        zh: "虚拟服务在内核里；这个文件把它显示出来（地址是十六进制）",
      },
      holds: ({ output }, { VIP, PORT }) => output.includes(`TCP  ${hexadecimal(VIP)}:${port(PORT)} `),
    },
  ],
  explanation: {
    en:
      "IPVS is part of the kernel. At INPUT (LOCAL_IN) it takes the packets of its virtual services before they reach a socket. " +
      "ipvsadm only writes the table and ends; its service at boot does just that.",
    zh:
      "IPVS 是内核的一部分。它在 INPUT（LOCAL_IN）处接管属于虚拟服务的数据包，这时还没有查找套接字。" +
      "ipvsadm 只是写入这张表就退出；开机时的服务也只做这件事。",
  },
  check: [],
};

function hexadecimal(address: string): string {
  return address
    .split(".")
    .map((byte) => Number(byte).toString(16).padStart(2, "0"))
    .join("")
    .toUpperCase();
}

function port(number: string): string {
  return Number(number).toString(16).padStart(4, "0").toUpperCase();
}
