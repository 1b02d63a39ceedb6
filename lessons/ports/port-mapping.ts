import { answeredByBoth } from "../answered";
import type { Experiment } from "../experiment";

const listen = "/etc/apache2/conf-enabled/8080.conf";

export const portMapping: Experiment = {
  name: "port-mapping",
  title: { en: "Another port behind the VIP", zh: "VIP 后面的另一个端口" },
  question: {
    en:
      "{RS1}'s web server listens on port 8080 too, and the director's table gets {RIP1}:8080 in the place of {RIP1}:{PORT}. " +
      "{CLIENT} asks {VIP}:{PORT}. What does it see?",
    zh:
      "{RS1} 的网页服务也监听 8080 端口，调度器的表里用 {RIP1}:8080 代替 {RIP1}:{PORT}。" +
      "{CLIENT} 请求 {VIP}:{PORT}。它看到什么？",
  },
  choices: [
    { en: "an answer from {VIP}:{PORT}, as ever", zh: "来自 {VIP}:{PORT} 的应答，和往常一样" },
    { en: "an answer from {VIP}:8080", zh: "来自 {VIP}:8080 的应答" },
    { en: "nothing: the ports must be the same", zh: "没有应答：端口必须相同" },
  ],
  answer: 0,
  change: [
    { on: "rs1", run: `echo Listen 8080 > ${listen}; systemctl reload apache2 2> /dev/null` },
    {
      on: "director",
      run:
        "for r in {RIP1} {RIP2}; do ipvsadm -d {SERVICE} -r $r:{PORT}; done; " +
        "ipvsadm -a {SERVICE} -r {RIP1}:8080 -m; ipvsadm -ln",
    },
  ],
  observe: [
    {
      on: "client",
      trace: "curl -sS -m 10 {VIP}:{PORT}",
      says: {
        en:
          "{DIRECTOR} rewrites {VIP}:{PORT} to {RIP1}:8080, and {RIP1}:8080 back to {VIP}:{PORT}; " +
          "no packet with port 8080 is seen at {CLIENT}",
        zh:
          "{DIRECTOR} 把 {VIP}:{PORT} 改写为 {RIP1}:8080，又把 {RIP1}:8080 改写回 {VIP}:{PORT}；" +
          "在 {CLIENT} 上看不到 8080 端口的数据包",
      },
      holds: ({ packets, command }, { CLIENT, RIP1, VIP, PORT, PAGE1 }) => {
        const [service, server] = [`${VIP}:${PORT}`, `${RIP1}:8080`];
        const ways = packets.map(({ steps }) => [steps[0], steps.at(-1)] as const);
        const atClient = packets.flatMap(({ steps }) => steps.filter(({ tap }) => tap === `${CLIENT} eth0`));
        return (
          command?.stdout.trim() === PAGE1 &&
          ways.some(([first, last]) => first?.destination === service && last?.destination === server) &&
          ways.some(([first, last]) => first?.source === server && last?.source === service) &&
          !atClient.some(({ source, destination }) => [source, destination].some((one) => one.endsWith(":8080")))
        );
      },
    },
    {
      on: "director",
      run: "ipvsadm -a {SERVICE} -r {RIP2}:8080 -g; ipvsadm -ln",
      says: {
        en: "asked for direct routing (-g) to {RIP2}:8080, ipvsadm enters {RIP2}:{PORT}: Route has no other port",
        zh: "要求以直接路由（-g）转发到 {RIP2}:8080，ipvsadm 写入的却是 {RIP2}:{PORT}：Route 不能用别的端口",
      },
      holds: ({ output }, { RIP2, PORT }) =>
        new RegExp(`-> ${RIP2}:${PORT} +Route `).test(output) && !output.includes(`${RIP2}:8080`),
    },
  ],
  explanation: {
    en:
      "In NAT mode IPVS writes the packets anew in both directions: address and port at INPUT, and both back at FORWARD. With direct " +
      "routing and tunnels the packet reaches the real server as the client sent it, and the reply doesn't pass the director, so " +
      "nobody could rewrite a port; ipvsadm puts the service's port in the place of yours without a word.",
    zh:
      "在 NAT 模式里，IPVS 两个方向都改写数据包：在 INPUT 改写地址和端口，在 FORWARD 再改回来。直接路由和隧道模式下，" +
      "数据包原样到达真实服务器，应答又不经过调度器，没有谁能改写端口；ipvsadm 不作声地用服务的端口代替你写的端口。",
  },
  repair: [
    {
      on: "director",
      run:
        "ipvsadm -d {SERVICE} -r {RIP1}:8080; ipvsadm -d {SERVICE} -r {RIP2}:{PORT}; " +
        "for r in {RIP1} {RIP2}; do ipvsadm -a {SERVICE} -r $r:{PORT} -m; done",
    },
    { on: "rs1", run: `rm ${listen}; systemctl reload apache2 2> /dev/null` },
  ],
  check: [answeredByBoth],
};
