/** Says how a text differs from what is declared: by the first lines that only one of them has. */
export function fileWords(path: string, is: string | undefined, declared: string): string {
  if (is === undefined) return `${path} is missing`;
  const [surplus] = without(is.split("\n"), declared.split("\n"));
  const [missing] = without(declared.split("\n"), is.split("\n"));
  if (surplus === undefined && missing === undefined) return `${path} has its lines in another order`;
  if (surplus === undefined) return `${path} lacks ${JSON.stringify(missing)}`;
  if (missing === undefined) return `${path} has ${JSON.stringify(surplus)}, which is not declared`;
  return `${path} has ${JSON.stringify(surplus)}, not ${JSON.stringify(missing)}`;
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
