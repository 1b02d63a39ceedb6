import { embeddedHost } from "../../../scripts/host/embedded-host";

/** `start-host.ts`: starts the embedded libvirt of the clone that it lies in, and prints its URI. `start-host.ts stop` ends it. */
async function main(): Promise<void> {
  if (process.argv[2] === "stop") return embeddedHost.stop();
  const { settings } = await embeddedHost.start([]);
  process.stdout.write(settings.virshUri);
}

main();
