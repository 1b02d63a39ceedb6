import type { Command, CommandObservation } from "../experiment";
import type { Text } from "../text";

/** Connections on which nothing is sent, that stay open: each is made when the one before is established. */
export function stayConnected(count: number, says: Text): CommandObservation {
  return {
    on: "client",
    run:
      `for i in $(seq ${count}); do socat -u TCP:{VIP}:{PORT} /dev/null > /dev/null 2>&1 & ` +
      'timeout 10 sh -c "until [ \\$(ss -Htn state established dst {VIP} | wc -l) -ge $i ]; do sleep 0.1; done"; sleep 0.3; done; ' +
      "ss -Htn state established dst {VIP} | wc -l",
    says,
    holds: ({ output }) => output === `${count}`,
  };
}

export const disconnected: CommandObservation = {
  on: "client",
  run: "pkill socat; sleep 1; pgrep -c socat",
  says: { en: "all connections are closed", zh: "所有连接都已关闭" },
  holds: ({ output }) => output === "0",
};

/** The same is done again, under another scheduler. */
export function againUnder(scheduler: string): CommandObservation {
  return {
    on: "director",
    run: `ipvsadm -E {SERVICE} -s ${scheduler}; ipvsadm -ln`,
    says: { en: `now the same under ${scheduler}`, zh: `现在用 ${scheduler} 重做一遍` },
    holds: ({ output }) => output.includes(` ${scheduler}`),
  };
}

/** Closes the connections; scheduler and weights are the tutorial's again. */
export const repairStaying: readonly Command[] = [
  { on: "client", run: "pkill socat" },
  { on: "director", run: "ipvsadm -E {SERVICE} -s wrr; ipvsadm -e {SERVICE} -r {RIP1}:{PORT} -m -w 1" },
];

/** How many active connections each real server has: ipvsadm(8). */
export function active(says: Text, first: number, second: number): CommandObservation {
  const row = (rip: string, port: string, count: number) => new RegExp(`-> ${rip}:${port} +Masq +\\d+ +${count} `);
  return {
    on: "director",
    run: "ipvsadm -ln",
    says,
    holds: ({ output }, { RIP1, RIP2, PORT }) =>
      row(RIP1, PORT, first).test(output) && row(RIP2, PORT, second).test(output),
  };
}
