import type { GuestSetup } from "./guest-setup";

const answerFile = "/etc/udp-answer";

/**
 * A service for each port that answers every datagram with one text: socat(1) starts a cat for each. It is the same in
 * all families of distributions, and needs socat.
 */
export function udpAnswererSetup(answer: string, ports: readonly number[]): GuestSetup {
  const units = ports.map((port) => `udp-answer@${port}.service`);
  return {
    files: [
      { path: answerFile, content: `${answer}\n` },
      { path: "/etc/systemd/system/udp-answer@.service", content: unit },
    ],
    commands: [
      ["systemctl", "enable", "--no-reload", ...units],
      ["systemctl", "start", ...units],
    ],
  };
}

const unit = `[Unit]
Description=Answer each datagram on UDP port %i
After=network.target

[Service]
ExecStart=socat UDP4-RECVFROM:%i,fork "EXEC:cat ${answerFile}"
Restart=on-failure

[Install]
WantedBy=multi-user.target
`;
