import { answered } from "../answered";
import type { Experiment } from "../experiment";

export const idle: Experiment = {
  name: "idle",
  title: { en: "A connection that is silent for too long", zh: "沉默太久的连接" },
  question: {
    en: "IPVS is told to forget established connections after 3 silent seconds. A client connects, is silent for 6, then asks. What comes?",
    zh: "让 IPVS 在 3 秒没有数据包后忘记已建立的连接。客户端连上后沉默 6 秒，再发请求。会得到什么？",
  },
  choices: [
    { en: "the page: both ends still have the connection", zh: "页面：连接的两端都还在" },
    {
      en: "the page of the other real server: the connection is scheduled anew",
      zh: "另一台真实服务器的页面：连接被重新调度",
    },
    { en: "a reset of the connection", zh: "连接被重置" },
    { en: "nothing: it hangs", zh: "什么也没有：一直等待" },
  ],
  answer: 2,
  change: [{ on: "director", run: "ipvsadm --set 3 120 300; ipvsadm -l --timeout; nstat -n" }],
  observe: [
    {
      on: "client",
      run:
        "bash -c 'exec 3<> /dev/tcp/{VIP}/{PORT}; echo connected; sleep 6\n" +
        'printf "GET / HTTP/1.0\\r\\n\\r\\n" >&3; timeout 4 cat <&3\' 2>&1',
      says: {
        en: "the client is connected; its request, six seconds later, is answered with a RST",
        zh: "客户端已连上；六秒后它的请求得到的是 RST",
      },
      holds: ({ lines }) => lines[0] === "connected" && (lines[1] ?? "").includes("reset by peer"),
    },
    {
      on: "director",
      run: "ipvsadm -lnc; nstat -z TcpOutRsts",
      says: {
        en: "IPVS has no established connection any more, and {DIRECTOR}'s own TCP has sent a RST since (TcpOutRsts)",
        zh: "IPVS 里已没有 ESTABLISHED 的连接，此后 {DIRECTOR} 自己的 TCP 发出过 RST（TcpOutRsts）",
      },
      holds: ({ output }) => !output.includes("ESTABLISHED") && /^TcpOutRsts +[1-9]/m.test(output),
    },
  ],
  explanation: {
    en:
      "The entry has run out, and nobody tells the two ends. The request belongs to no connection that IPVS knows, and it is no SYN: " +
      "such a packet is not scheduled. It passes IPVS at LOCAL_IN and goes to the director's own TCP, which has no socket for it " +
      "and answers with a RST. So the time-out must be longer than a connection is ever silent, or the ends must send keepalives.",
    zh:
      "表项到期了，却没有人通知连接的两端。这个请求不属于 IPVS 认识的任何连接，又不是 SYN，所以不会被调度。" +
      "它在 LOCAL_IN 处越过 IPVS，到了调度器自己的 TCP；那里没有对应的套接字，于是回应 RST。" +
      "因此超时必须长于连接可能沉默的时间，否则两端要发送 keepalive。",
  },
  repair: [{ on: "director", run: "ipvsadm --set 900 120 300" }],
  check: [answered],
};
