import type { GuestImage } from "../image/guest-image";
import type { IpvsTimeouts } from "../ipvs-timeouts";
import type { ServiceDescription } from "../lab-description";
import { guestFamilies } from "./guest-family";
import type { GuestSetup } from "./guest-setup";
import { ipvsadmRules } from "./ipvsadm-rules";

const name = "virtual services";

/** None: the kernel's table is changed rule by rule, so that connections stay (scripts/settings/ipvs-rules.ts). */
const reload: GuestSetup["reload"] = [];

/** Time-outs and virtual services that the distribution's own ipvsadm service loads, now and at each boot. */
export function ipvsSetup(
  family: GuestImage["family"],
  services: readonly ServiceDescription[],
  timeouts?: Required<IpvsTimeouts>,
): GuestSetup {
  const rules = { path: guestFamilies[family].ipvsadmRules, content: ipvsadmRules(services, timeouts) };
  if (family === "rhel") {
    const commands = [
      ["systemctl", "--root=/", "enable", "ipvsadm"],
      ["systemctl", "start", "ipvsadm"],
    ];
    return { name, files: [rules], commands, reload };
  }
  // DAEMON is for the synchronisation of connections between directors.
  const defaults = { path: "/etc/default/ipvsadm", content: 'AUTO="true"\nDAEMON="none"\n' };
  // Debian starts it at each boot, the first too: after cloud-init has written the files, which it does before sysinit.
  return { name, files: [rules, defaults], commands: [], reload };
}
