import type { UpResult } from "../../scripts/up/bring-up";
import { identitiesOf } from "./guest-sight";

/** Each machine of a lab that is up is itself, and knows what time it is. */
export function expectOwnIdentities({ lab: { machines } }: UpResult): void {
  const identities = identitiesOf();

  expect(identities.map(({ hostName, macs }) => ({ hostName, macs }))).toEqual(
    machines.map(({ name, interfaces }) => ({ hostName: name, macs: interfaces.map(({ mac }) => mac) })),
  );
  expect(new Set(identities.map(({ machineId }) => machineId)).size).toBe(machines.length);
  expect(new Set(identities.map(({ random }) => random)).size).toBe(machines.length);
  for (const { machineId, clockError, hostKeys } of identities) {
    expect(machineId).toMatch(/^[0-9a-f]{32}$/);
    expect(clockError).toBeLessThan(5);
    expect(hostKeys).toEqual([]);
  }
}
