import fc from "fast-check";
import { ipvsadmRules } from "../../../../constructs/cloud-init/ipvsadm-rules";
import type { ServiceDescription } from "../../../../constructs/lab-description";
import { schedulers } from "../../../../constructs/scheduler";
import { schedulerFlags } from "../../../../constructs/scheduler-flag";
import { parseIpvsadm } from "../../../../scripts/verify/ipvsadm";
import { expectedService } from "../../../../scripts/verify/settings";

const port = fc.integer({ min: 1, max: 65535 });
const address = fc.ipV4();
const persistence = fc.record({
  timeoutSeconds: fc.integer({ min: 1, max: 2678400 }),
  netmask: fc.constantFrom("255.255.255.255", "255.255.255.0", "255.0.0.0"),
});
const scheduling = {
  director: fc.constant("lvs"),
  vip: address,
  scheduler: fc.constantFrom(...schedulers),
  schedulerFlags: fc.subarray([...schedulerFlags]),
  persistence: fc.option(persistence, { nil: undefined }),
};
const destination = (ports: fc.Arbitrary<number>) =>
  fc.array(
    fc.record({
      name: fc.constant("rs"),
      rip: address,
      port: ports,
      weight: fc.integer({ min: 0, max: 65535 }),
    }),
    { maxLength: 5 },
  );
const services: fc.Arbitrary<ServiceDescription> = fc.oneof(
  fc.record({
    ...scheduling,
    protocol: fc.constantFrom("tcp" as const, "udp" as const),
    port,
    realServers: destination(port),
  }),
  fc.record({
    ...scheduling,
    protocol: fc.constant("fwm" as const),
    firewallMark: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
    matches: fc.array(fc.record({ protocol: fc.constant("tcp" as const), port })),
    realServers: destination(fc.constant(0)),
  }),
);

test("any services' rules give the table that verify expects", () => {
  fc.assert(
    fc.property(fc.array(services, { maxLength: 5 }), (declared) => {
      expect(parseIpvsadm(listing(ipvsadmRules(declared)))).toEqual(declared.map(expectedService));
    }),
  );
});

test("each real server's rule comes after its service's", () => {
  fc.assert(
    fc.property(fc.array(services, { maxLength: 5 }), (declared) => {
      const lines = ipvsadmRules(declared).split("\n").filter(Boolean);
      let selector = "";
      for (const line of lines) {
        const [command, kind, value] = line.split(" ");
        if (command === "-A") selector = `${kind} ${value}`;
        expect(`${kind} ${value}`).toBe(selector);
      }
    }),
  );
});

/** What `ipvsadm -ln` shows when these rules are loaded: a stand-in for the kernel, for rules in this form alone. */
function listing(rules: string): string {
  return rules
    .split("\n")
    .map((line) => {
      const option = (letter: string) => line.match(new RegExp(` -${letter} (\\S+)`))?.[1];
      if (line.startsWith("-a")) return `  -> ${option("r")} Masq ${option("w")} 0 0`;
      if (!line.startsWith("-A")) return line;
      const [protocol, letter] =
        [
          ["TCP", "t"],
          ["UDP", "u"],
          ["FWM", "f"],
        ].find(([, one]) => option(one ?? "")) ?? [];
      const flags = option("b") ? ` (${option("b")})` : "";
      const mask = option("M") === "255.255.255.255" ? "" : ` mask ${option("M")}`;
      const kept = option("p") ? ` persistent ${option("p")}${mask}` : "";
      return `${protocol}  ${option(letter ?? "")} ${option("s")}${flags}${kept}`;
    })
    .join("\n");
}
