import type { Case } from "../case";
import type { Journey } from "../journeys";

/** How a director forwards a connection to its real server, as `ipvsadm -ln` lists it: "Masq" (NAT), "Route", "Tunnel". */
export interface ForwardingMethod {
  readonly forward: string;
  /** "lvs forwards to 10.0.0.7:80 by Route, not by Masq (NAT)". */
  readonly words: string;
  readonly evidence: string;
}

/** The method of the real server that a journey's connection was given to. */
export function forwardingMethod({ connection }: Journey, { measured }: Case): ForwardingMethod | undefined {
  if (!connection?.real) return undefined;
  const virtual = `${connection.virtual.address}:${connection.virtual.port}`;
  const real = `${connection.real.address}:${connection.real.port}`;
  for (const { machine, after } of measured) {
    const service = after?.services.find(
      ({ protocol, address }) => protocol === connection.protocol.toUpperCase() && address === virtual,
    );
    const listed = service?.realServers.find(({ address }) => address === real);
    if (listed) {
      const { forward } = listed;
      const words = `${machine} forwards to ${real} by ${forward}, not by Masq (NAT)`;
      return { forward, words, evidence: `${machine}: ipvsadm -ln: ${virtual} -> ${real} ${forward}` };
    }
  }
  return undefined;
}
