import { program, type Requirement } from "../requirements/requirement";

/** What `./lab trace` needs besides the lab's own requirements. */
export function traceRequirements(): Requirement[] {
  return [
    program("tshark", "decodes what ./lab trace captured", "tshark"),
    program("dumpcap", "captures on the links", "wireshark-common"),
  ];
}
