/** What the texts and commands of the lessons name in braces, as the lab that is up has it. */
export interface Values {
  /** Names of the machines. */
  readonly CLIENT: string;
  readonly DIRECTOR: string;
  readonly RS1: string;
  readonly RS2: string;
  /** The machine that can take the director's place; empty where the lab has none. */
  readonly BACKUP: string;
  /** The client's address. */
  readonly CIP: string;
  /** The address that the client sends to. */
  readonly VIP: string;
  /** The director's address in the server network: the real servers' gateway. */
  readonly DIP: string;
  /** The backup's MAC address in the server network; empty where the lab has none. */
  readonly BACKUP_MAC: string;
  /** The real servers' addresses. */
  readonly RIP1: string;
  readonly RIP2: string;
  /** The port of the virtual service. */
  readonly PORT: string;
  /** The virtual service as ipvsadm(8) wants it: `-t 192.168.10.100:80`. */
  readonly SERVICE: string;
  /** The pages of the real servers. */
  readonly PAGE1: string;
  readonly PAGE2: string;
  /** The client's network and the real servers', as CIDR. */
  readonly OUTSIDE: string;
  readonly INSIDE: string;
}

/** The machines of a lesson, by what they are in it. */
export type Place = "client" | "director" | "rs1" | "rs2" | "backup";
