import fc from "fast-check";
import { schedulers, weightless } from "../../../../constructs/scheduler";
import { labMistakes } from "../../../../constructs/validation/lab-mistakes";
import { realServer, service, tutorialLab } from "../tutorial-lab";

const hostParts = fc.uniqueArray(
  fc.integer({ min: 1, max: 254 }).filter((part) => part !== 8),
  { minLength: 1, maxLength: 250 },
);

test("any 1 to 250 real servers with addresses of their own are accepted, in any service", () => {
  fc.assert(
    fc.property(
      hostParts,
      fc.constantFrom(...schedulers),
      fc.integer({ min: 1, max: 65535 }),
      (parts, scheduler, port) => {
        const lab = tutorialLab((draft) => {
          draft.machines = draft.machines.filter(({ role }) => role !== "real-server");
          draft.machines.push(...parts.map((part) => realServer(`rs${part}`, `10.0.0.${part}`)));
          const realServers = parts.map((part) => ({ name: `rs${part}`, rip: `10.0.0.${part}`, port, weight: 1 }));
          draft.services = [service({ scheduler, port, realServers })];
        });
        expect(labMistakes(lab)).toEqual([]);
      },
    ),
    { numRuns: 20 },
  );
});

test("a weight is refused where the scheduler ignores it, and nowhere else", () => {
  const weight = fc.integer({ min: 0, max: 65535 });
  fc.assert(
    fc.property(fc.constantFrom(...schedulers), weight, (scheduler, weight) => {
      const realServers = [{ name: "rs1", rip: "10.0.0.7", port: 80, weight }];
      const lab = tutorialLab((draft) => (draft.services = [service({ scheduler, realServers })]));
      expect(labMistakes(lab)).toHaveLength(scheduler in weightless && weight > 1 ? 1 : 0);
    }),
  );
});

test("any name that is no host name is refused, whatever it is of", () => {
  const label = /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;
  const wrong = fc.string({ unit: "binary" }).filter((name) => !label.test(name));
  fc.assert(
    fc.property(wrong, (name) => {
      const sentence = expect.stringContaining(`${JSON.stringify(name)} cannot be a name here`);
      expect(labMistakes(tutorialLab((draft) => (draft.name = name)))).toContainEqual(sentence);
      const machine = tutorialLab((draft) => Object.assign(draft.machines[0] ?? {}, { name }));
      expect(labMistakes(machine)).toContainEqual(sentence);
      const network = tutorialLab((draft) => draft.networks.push({ id: name, name: "x", cidr: "10.9.0.0/24" }));
      expect(labMistakes(network)).toContainEqual(sentence);
    }),
  );
});

test("what any number of services lack is said of each", () => {
  const port = fc.integer({ min: 65536, max: 2 ** 20 });
  fc.assert(
    fc.property(fc.uniqueArray(port, { maxLength: 10 }), (ports) => {
      const lab = tutorialLab((draft) => (draft.services = ports.map((port) => service({ port, realServers: [] }))));
      expect(labMistakes(lab)).toHaveLength(ports.length);
    }),
  );
});
