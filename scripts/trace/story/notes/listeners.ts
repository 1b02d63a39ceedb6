/** Addresses at which processes listen on a port, of ss(8)'s lines: "*" and "0.0.0.0" stand for all, "127.0.0.1" for the machine alone. */
export function listenersOn(listeners: readonly string[], protocol: string, port: number): string[] {
  return listeners
    .filter((listener) => listener.startsWith(`${protocol} `) && listener.endsWith(`:${port}`))
    .map((listener) => listener.slice(protocol.length + 1, -`:${port}`.length).replace(/%.*$/, ""));
}

/** Whether a listener takes what comes for any IPv4 address: a socket of IPv6 for all addresses does too, if it is not told otherwise (ipv6(7), IPV6_V6ONLY). */
export function isWildcard(address: string): boolean {
  return address === "*" || address === "0.0.0.0";
}
