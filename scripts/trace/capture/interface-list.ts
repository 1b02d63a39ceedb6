/** Reads `virsh domiflist`: lines of device, type, source, model and MAC address. A machine that is off has no devices ("-"). */
export function parseInterfaceList(text: string): { readonly device: string; readonly mac: string }[] {
  const line = /^\s*(\S+)\s+\S+\s+\S+\s+\S+\s+([0-9a-f]{2}(?::[0-9a-f]{2}){5})\s*$/gm;
  return [...text.matchAll(line)]
    .map(([, device = "", mac = ""]) => ({ device, mac }))
    .filter(({ device }) => device !== "-");
}
