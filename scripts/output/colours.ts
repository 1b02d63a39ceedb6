/** Colours on a terminal; plain otherwise and with NO_COLOR (https://no-color.org). The numbers are those of ECMA-48, SGR. */
const colour = (code: number) => (text: string) =>
  process.stdout.isTTY && !process.env.NO_COLOR ? `\u001b[${code}m${text}\u001b[0m` : text;

export const bold = colour(1);
export const dim = colour(2);
export const red = colour(31);
export const green = colour(32);
export const yellow = colour(33);
export const blue = colour(34);
export const magenta = colour(35);
export const cyan = colour(36);
