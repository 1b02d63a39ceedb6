import type { GuestImage } from "../image/guest-image";
import type { ServiceDescription } from "../lab-description";
import { guestFamilies } from "./guest-family";
import type { GuestSetup } from "./guest-setup";
import { ipvsadmRules } from "./ipvsadm-rules";

/** Virtual services that the distribution's own ipvsadm service loads, now and at each boot. */
export function ipvsSetup(family: GuestImage["family"], services: readonly ServiceDescription[]): GuestSetup {
  const rules = { path: guestFamilies[family].ipvsadmRules, content: ipvsadmRules(services) };
  const restart = ["systemctl", "restart", "ipvsadm"];
  if (family === "rhel") {
    return { files: [rules], commands: [["systemctl", "enable", "--no-reload", "ipvsadm"], restart] };
  }
  // DAEMON is for the synchronisation of connections between directors.
  const defaults = { path: "/etc/default/ipvsadm", content: 'AUTO="true"\nDAEMON="none"\n' };
  return { files: [rules, defaults], commands: [restart] };
}
