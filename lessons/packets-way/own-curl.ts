import { answered } from "../answered";
import type { Experiment } from "../experiment";

export const ownCurl: Experiment = {
  name: "own-curl",
  title: { en: "The director asks itself", zh: "调度器请求自己" },
  question: {
    en: "On {DIRECTOR} itself somebody runs: curl {VIP}. What comes?",
    zh: "在 {DIRECTOR} 上执行 curl {VIP}，会得到什么？",
  },
  choices: [
    { en: "connection refused: nobody listens there", zh: "连接被拒绝：没有进程监听" },
    { en: "nothing: it hangs", zh: "什么也没有：一直等待" },
    { en: "the page of a real server", zh: "某台真实服务器的页面" },
  ],
  answer: 2,
  observe: [
    {
      ...answered,
      on: "director",
      run: "curl -sS -m 5 {VIP}:{PORT}",
      says: { en: "a real server answers", zh: "真实服务器应答" },
    },
    {
      on: "director",
      run: "ipvsadm -lnc",
      says: {
        en: "IPVS has a connection whose client is the VIP itself",
        zh: "IPVS 里有一个连接，它的客户端就是 VIP 自己",
      },
      holds: ({ lines }, { VIP, PORT }) =>
        lines.some((line) => line.match(/\S+/g)?.[3]?.startsWith(`${VIP}:`) && line.includes(` ${VIP}:${PORT} `)),
    },
  ],
  explanation: {
    en:
      "A packet that the director makes itself does not come in at INPUT: it begins at OUTPUT (LOCAL_OUT). IPVS has a hook there " +
      "too, and takes it. The kernel chose the VIP as the source address, since the VIP is a local address; the real server " +
      "answers to it by way of its gateway, the DIP, and that is the director again.",
    zh:
      "调度器自己发出的数据包不经过 INPUT，而是从 OUTPUT（LOCAL_OUT）开始。IPVS 在那里也有钩子，同样会接管。" +
      "因为 VIP 是本机地址，内核就选它作源地址；真实服务器经网关（DIP）回应它，也就回到了调度器。",
  },
  check: [],
};
