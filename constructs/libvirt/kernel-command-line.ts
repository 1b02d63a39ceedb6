/**
 * The kernel's arguments in the form in which the provider reads them back, so that a second plan is empty: it sorts
 * them, puts `key=value` into maps (the next map begins when a key comes again), and bare words last, under `_`.
 * https://github.com/dmacvicar/terraform-provider-libvirt/blob/v0.8.3/libvirt/utils_domain_def.go
 */
export function kernelCommandLine(words: readonly string[]): Record<string, string>[] {
  const maps: Record<string, string>[] = [];
  for (const word of words.filter((word) => word.includes("=")).sort()) {
    const [key, value] = [word.slice(0, word.indexOf("=")), word.slice(word.indexOf("=") + 1)];
    const current = maps.at(-1);
    if (current && !Object.hasOwn(current, key)) current[key] = value;
    else maps.push({ [key]: value });
  }
  const bare = words.filter((word) => !word.includes("="));
  return bare.length > 0 ? [...maps, { _: bare.join(" ") }] : maps;
}
