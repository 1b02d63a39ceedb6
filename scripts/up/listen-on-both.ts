import { guestFamilies } from "../../constructs/cloud-init/guest-family";
import { webServerSetup } from "../../constructs/cloud-init/web-server";
import type { GuestImage } from "../../constructs/image/guest-image";
import type { DeployedLab, LabDescription, MachineDescription } from "../../constructs/lab-description";
import { type Guest, Guests } from "../guests/guests";
import { isReady } from "../guests/wait-until-ready";
import { waitUntilListens } from "../settings/listens-on";
import { writeFile } from "../settings/write-file";

/**
 * Has the web servers of machines that stay listen on the ports that are declared now beside those that they have: so there is no
 * moment in which a director sends to where nobody listens. Machines that do not answer are passed over.
 *
 * @param going names of machines that are removed or made anew
 * @returns names of the real servers that listen on further ports now
 */
export async function listenOnBoth(
  deployed: DeployedLab,
  declared: LabDescription,
  going: readonly string[],
): Promise<string[]> {
  const guests = new Guests(deployed).all.filter(({ machine }) => !going.includes(machine.name));
  const moved = await Promise.all(
    guests.map(async (guest) => {
      const ports = bothPorts(guest.machine, declared);
      if (ports.length === 0 || !(await isReady(guest))) return [];
      return (await listen(guest, ports)) ? [guest.machine.name] : [];
    }),
  );
  return moved.flat();
}

/** The web ports that a machine has together with those that are declared; none where no further one is. */
function bothPorts({ name, webPorts = [] }: MachineDescription, declared: LabDescription): readonly number[] {
  const after = declared.machines.find((machine) => machine.name === name)?.webPorts ?? [];
  const further = after.filter((port) => !webPorts.includes(port));
  return further.length === 0 || webPorts.length === 0 ? [] : [...webPorts, ...further];
}

/** @returns whether the web server listens there now */
async function listen(guest: Guest, ports: readonly number[]): Promise<boolean> {
  const { machine, agent } = guest;
  const families = Object.keys(guestFamilies) as GuestImage["family"][];
  const family = families.find((one) => guestFamilies[one].webService === machine.webService);
  if (!family) return false;
  const { name: serverName, page = "" } = machine;
  for (const { files, reload } of webServerSetup(family, { serverName, page, ports })) {
    if (reload.length === 0) continue; // the page: it stays as it is
    for (const { path, content } of files) await writeFile(guest, path, content);
    for (const command of reload) await agent.run(command);
  }
  return waitUntilListens(guest, ports);
}
