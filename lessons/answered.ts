import type { CommandObservation } from "./experiment";
import type { Text } from "./text";

/** The client asks once, and a real server answers. */
export const answered: CommandObservation = {
  on: "client",
  run: "curl -sS -m 10 {VIP}:{PORT}",
  says: { en: "the client is answered", zh: "客户端得到应答" },
  holds: ({ output }, { PAGE1, PAGE2 }) => output === PAGE1 || output === PAGE2,
};

/** The client asks twice, and both real servers answer. */
export const answeredByBoth: CommandObservation = {
  on: "client",
  run: "for i in 1 2; do curl -sS -m 10 {VIP}:{PORT}; done",
  says: { en: "both real servers answer again", zh: "两台真实服务器又都应答" },
  holds: ({ lines }, { PAGE1, PAGE2 }) => lines.length === 2 && lines.includes(PAGE1) && lines.includes(PAGE2),
};

/** The client asks twice, and the second real server answers both times. */
export const answeredBySecondAlone: CommandObservation = {
  on: "client",
  run: "for i in 1 2; do curl -sS -m 10 {VIP}:{PORT}; done",
  says: { en: "new requests are all answered by {RS2}", zh: "新的请求都由 {RS2} 应答" },
  holds: ({ lines }, { PAGE2 }) => lines.join() === `${PAGE2},${PAGE2}`,
};

/** The client asks twice; the second real server answers, and curl ends the other request with this exit code: curl(1). */
export function onlySecondAnswers(exitCode: number, says: Text): CommandObservation {
  return {
    on: "client",
    run: 'for i in 1 2; do curl -sS -m 4 {VIP}:{PORT} 2> /dev/null || echo "nothing, curl\'s exit code $?"; done',
    says,
    holds: ({ lines }, { PAGE2 }) =>
      lines.length === 2 && lines.includes(PAGE2) && lines.includes(`nothing, curl's exit code ${exitCode}`),
  };
}
