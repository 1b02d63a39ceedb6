import type { LabDescription } from "../../constructs/lab-description";
import { isUp, machineLines, type States } from "./words";

/** A lab as a flow chart of Mermaid, which many sites and editors draw: https://mermaid.js.org/syntax/flowchart.html */
export function diagramMermaid(lab: LabDescription, states: States): string {
  const id = (name: string) => name.replaceAll(/\W/g, "_");
  const machines = lab.machines.map((machine) => {
    const up = isUp(states, machine.name);
    const title = up ? machine.name : `${machine.name} (${states.get(machine.name)})`;
    const text = [`<b>${title}</b>`, ...machineLines(machine, lab)].join("<br>");
    return `  ${id(machine.name)}["${text}"]${up ? "" : ":::down"}`;
  });
  const networks = lab.networks.map((network) => `  ${id(network.id)}(["${network.id}<br>${network.cidr}"])`);
  // A client's or director's lines go from left to right, a real server's end there.
  const links = lab.machines.flatMap(({ name, role, interfaces, vip }) =>
    interfaces.map(({ network, address }) => {
      const last = role === "real-server" || role === "machine" || address === vip;
      return last ? `  ${id(network)} --- ${id(name)}` : `  ${id(name)} --- ${id(network)}`;
    }),
  );
  const lines = ["flowchart LR", ...machines, ...networks, ...links, "  classDef down stroke-dasharray:6 4,color:#888"];
  return `${lines.join("\n")}\n`;
}
