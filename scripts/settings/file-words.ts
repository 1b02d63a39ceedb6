import { drift, type Telling } from "./telling";

/** Says how a text differs from what is declared: by the lines that only one of them has. */
export function fileWords(path: string, is: string | undefined, declared: string, telling: Telling = drift): string {
  if (is === undefined) return `${path} ${telling.absent}`;
  const surplus = without(is.split("\n"), declared.split("\n"));
  const missing = without(declared.split("\n"), is.split("\n"));
  if (surplus.length + missing.length === 0) return `${path} has its lines in another order`;
  if (surplus.length === 1 && missing.length === 1) return `${path}: ${quoted(surplus)} → ${quoted(missing)}`;
  const phrases = [
    ...(missing.length > 0 ? [telling.lacks(quoted(missing))] : []),
    ...(surplus.length > 0 ? [telling.has(quoted(surplus))] : []),
  ];
  return `${path} ${phrases.join(", and ")}`;
}

/** At most this many lines are told, and how many there are more. */
const most = 6;

function quoted(lines: readonly string[]): string {
  const shown = lines.slice(0, most).map(quotedLine);
  return [...shown, ...(lines.length > most ? [`${lines.length - most} lines more`] : [])].join(", ");
}

/** At most so many characters of a line are told. */
const mostCharacters = 120;

function quotedLine(line: string): string {
  const rest = line.length - mostCharacters;
  return rest > 0
    ? `${JSON.stringify(line.slice(0, mostCharacters))} and ${rest} characters more`
    : JSON.stringify(line);
}

/** The lines of one text that another does not have as often. */
function without(lines: readonly string[], others: readonly string[]): string[] {
  const rest = [...others];
  return lines.filter((line) => {
    const index = rest.indexOf(line);
    if (index !== -1) rest.splice(index, 1);
    return index === -1;
  });
}
