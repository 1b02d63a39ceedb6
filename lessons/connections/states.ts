import { answered } from "../answered";
import type { Experiment } from "../experiment";

export const states: Experiment = {
  name: "states",
  title: { en: "What IPVS remembers of a connection", zh: "IPVS 记住的连接状态" },
  question: {
    en: "A request of the client has been answered, and the connection is closed on both sides. What is in {DIRECTOR}'s table?",
    zh: "客户端的一个请求已得到应答，两端都关闭了连接。{DIRECTOR} 的连接表里有什么？",
  },
  choices: [
    { en: "nothing: what is closed is forgotten", zh: "什么也没有：关闭的连接立刻被忘记" },
    { en: "the connection, for about two minutes more", zh: "这个连接，再保留约两分钟" },
    { en: "the connection, until it is deleted by hand", zh: "这个连接，直到手工删除" },
  ],
  answer: 1,
  observe: [
    answered,
    {
      on: "client",
      run: "nohup bash -c 'exec 3<> /dev/tcp/{VIP}/{PORT}; sleep 15' > /dev/null 2>&1 & sleep 1; ss -Hnt 'dport = :{PORT}'",
      says: {
        en: "the client opens one more connection, and sends nothing on it",
        zh: "客户端再打开一个连接，但不发送任何数据",
      },
      holds: ({ lines }) => lines.filter((line) => line.startsWith("ESTAB")).length === 1,
    },
    {
      on: "director",
      run: "ipvsadm -lnc",
      says: {
        en: "the open one is ESTABLISHED and has almost 15 minutes, the closed one is in TIME_WAIT and has almost two",
        zh: "打开的连接处于 ESTABLISHED，还剩将近 15 分钟；关闭的处于 TIME_WAIT，还剩将近两分钟",
      },
      holds: ({ lines }, { CIP }) => {
        const newest = (state: string) =>
          Math.max(...lines.filter((line) => line.includes(` ${CIP}:`)).map(left(state)));
        return newest("ESTABLISHED") > 870 && newest("TIME_WAIT") > 90 && newest("TIME_WAIT") <= 120;
      },
    },
    {
      on: "director",
      run: "ipvsadm -l --timeout",
      says: {
        en: "ipvsadm shows three of the time-outs; that of an established TCP connection is 900 seconds",
        zh: "ipvsadm 显示其中三个超时；已建立的 TCP 连接是 900 秒",
      },
      holds: ({ output }) => output.endsWith(": 900 120 300"),
    },
    {
      on: "director",
      run: "ipvsadm -ln",
      says: {
        en: "ActiveConn counts the open one, InActConn those that are closed",
        zh: "ActiveConn 计入打开的连接，InActConn 计入已关闭的连接",
      },
      holds: ({ lines }) => {
        const counts = lines.flatMap(
          (line) =>
            line
              .match(/Masq +\d+ +(\d+) +(\d+)/)
              ?.slice(1)
              .map(Number) ?? [],
        );
        const [active1 = 0, inactive1 = 0, active2 = 0, inactive2 = 0] = counts;
        return active1 + active2 === 1 && inactive1 + inactive2 > 0;
      },
    },
  ],
  explanation: {
    en:
      "IPVS is no end of the TCP connection: it sees the packets go by, in LOCAL_IN and in FORWARD, and keeps a state of its own from " +
      "their SYN, ACK, FIN and RST. With each packet the timer starts anew, at the time-out of that state; when it has run out, " +
      "the entry is gone. (Older ones in TIME_WAIT are of the requests with which ./lab up proved the lab.) After both FINs it waits in TIME_WAIT for packets that come late. Only ESTABLISHED, FIN_WAIT and UDP can be " +
      "set, with ipvsadm --set; the other times are fixed in the kernel.",
    zh:
      "IPVS 不是 TCP 连接的一端：它只在 LOCAL_IN 和 FORWARD 处看着数据包经过，根据其中的 SYN、ACK、FIN、RST 维护自己的状态。" +
      "每来一个包，定时器就按该状态的超时重新计时；到期后表项消失。（较早的 TIME_WAIT 来自 ./lab up 验证实验环境的请求。）双方的 FIN 之后，它在 TIME_WAIT 里等待迟到的包。" +
      "用 ipvsadm --set 只能设置 ESTABLISHED、FIN_WAIT 和 UDP 的超时，其他的固定在内核里。",
  },
  check: [],
};

/** Seconds that a line of `ipvsadm -lnc` has left, 0 where it is in another state. */
function left(state: string) {
  return (line: string) => {
    const [, minutes = "0", seconds = "0"] = line.match(new RegExp(`(\\d+):(\\d+) +${state} `)) ?? [];
    return Number(minutes) * 60 + Number(seconds);
  };
}
