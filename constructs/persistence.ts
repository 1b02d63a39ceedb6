/** How long, and for whom, a virtual service remembers the real server of a client. */
export interface Persistence {
  /**
   * Seconds that it is remembered after the last connection: a whole number from 1 to 2678400, which is 31 days
   * (`ipvsadm -p`).
   *
   * @default 300 as ipvsadm(8) does
   */
  readonly timeoutSeconds?: number;
  /**
   * Clients whose addresses are equal under this mask are taken for one (`ipvsadm -M`): `255.255.255.0` keeps all of
   * a /24 at one real server.
   *
   * @default "255.255.255.255": each address by itself
   */
  readonly netmask?: string;
}
