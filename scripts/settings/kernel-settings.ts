/** The kernel makes 1 of IPVS's defences 2 while memory is short. */
const defences = ["drop_entry", "drop_packet", "secure_tcp"].map((name) => `net.ipv4.vs.${name}`);

/** Whether a setting is as declared. */
export function isSet(name: string, declared: string, seen: string | undefined): boolean {
  return seen === declared || (defences.includes(name) && declared === "1" && seen === "2");
}
