import type { GuestSetup } from "./guest-setup";

const answerFile = "/etc/udp-answer";

/**
 * A service for each port that answers every datagram with one text: socat(1) starts a cat for each. It is the same in
 * all families of distributions, and needs socat.
 */
export function udpAnswererSetup(answer: string, ports: readonly number[]): GuestSetup {
  return {
    name: "UDP answers",
    files: [
      { path: answerFile, content: `${answer}\n` },
      { path: "/etc/systemd/system/udp-answer@.service", content: unit },
      { path: `/etc/systemd/system/${udpAnswerTarget}`, content: targetOf(ports) },
    ],
    commands: [
      ["systemctl", "--root=/", "enable", udpAnswerTarget],
      ["systemctl", "start", udpAnswerTarget],
    ],
    reload: [
      ["systemctl", "daemon-reload"],
      ["systemctl", "enable", udpAnswerTarget],
      ["systemctl", "stop", "udp-answer@*.service"],
      ["systemctl", "restart", udpAnswerTarget],
    ],
    undo: [
      ["systemctl", "disable", "--now", udpAnswerTarget],
      ["systemctl", "stop", "udp-answer@*.service"],
    ],
  };
}

/** The unit that stands for all ports. */
export const udpAnswerTarget = "udp-answer.target";

/** The unit of one port. */
export function udpAnswerService(port: number): string {
  return `udp-answer@${port}.service`;
}

function targetOf(ports: readonly number[]): string {
  return `[Unit]
Description=Answer datagrams
Wants=${ports.map(udpAnswerService).join(" ")}

[Install]
WantedBy=multi-user.target
`;
}

const unit = `[Unit]
Description=Answer each datagram on UDP port %i
After=network.target

[Service]
ExecStart=socat UDP4-RECVFROM:%i,fork "EXEC:cat ${answerFile}"
Restart=on-failure
`;
