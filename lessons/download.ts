import type { Command, CommandObservation } from "./experiment";

/** Bytes of the file that is downloaded: at 400 kB a second some ten seconds. */
const size = 4_194_304;

/** Puts the file on the first real server, and there alone. */
export const putFile: Command = { on: "rs1", run: `truncate -s ${size} /var/www/html/big` };

export const removeFile: Command = { on: "rs1", run: "rm /var/www/html/big" };

/**
 * The client begins to download the file from the first real server, and goes on in the background. A first try may meet the
 * second one, which has no such file: that is curl's exit code 22, and the next connection is the first real server's.
 */
export const downloadBegins: CommandObservation = {
  on: "client",
  run:
    "nohup sh -c 'for i in 1 2; do curl -sSf --limit-rate 400k -o /tmp/big {VIP}:{PORT}/big; code=$?; " +
    '[ $code = 22 ] || break; done; echo "exit code $code"\' > /tmp/big.log 2>&1 &\n' +
    "for i in $(seq 20); do sleep 0.5; [ -s /tmp/big ] && break; done; stat -c %s /tmp/big",
  says: {
    en: "the client downloads from {RS1}: only there is the file",
    zh: "客户端正从 {RS1} 下载：只有它有这个文件",
  },
  holds: ({ output }) => Number(output) > 0 && Number(output) < size,
};

/** The download ends within half a minute, and the whole file has come. */
export const downloadEndsWhole: CommandObservation = {
  on: "client",
  run: "for i in $(seq 60); do grep -q code /tmp/big.log && break; sleep 0.5; done; stat -c %s /tmp/big; tail -n 1 /tmp/big.log",
  says: {
    en: `all ${size} bytes have come, and curl ends without an error`,
    zh: `全部 ${size} 字节都已收到，curl 正常结束`,
  },
  holds: ({ lines }) => lines.join() === `${size},exit code 0`,
};

/** Twice within two seconds the same part of the file has come. */
export const downloadStandsStill: CommandObservation = {
  on: "client",
  run: "sleep 1; for i in 1 2; do stat -c %s /tmp/big; sleep 2; done; cat /tmp/big.log",
  says: {
    en: "nothing more comes, and curl has not ended: it waits",
    zh: "再也收不到数据，curl 也没有结束：它在等待",
  },
  holds: ({ lines: [before, after, ...log] }) =>
    before === after && Number(after) < size && !log.some((line) => line.includes("code")),
};
