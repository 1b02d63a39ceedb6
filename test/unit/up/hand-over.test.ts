import type { LabDescription } from "../../../constructs/lab-description";
import { movesOf } from "../../../scripts/up/hand-over";

const rips: Record<string, string> = { rs1: "10.0.0.7", rs2: "10.0.0.17" };

/** A lab with one service for each list of real servers, each "name:port". */
function labWith(...services: readonly string[][]): Pick<LabDescription, "services"> {
  return {
    services: services.map((servers, index) => ({
      protocol: "tcp",
      director: "lvs",
      vip: "192.168.10.100",
      port: 80 + index,
      scheduler: "wrr",
      schedulerFlags: [],
      realServers: servers.map((server) => {
        const [name = "", port] = server.split(":");
        return { name, rip: rips[name] ?? "", port: Number(port), weight: 1 };
      }),
    })),
  };
}

function moves(
  before: string[][],
  after: string[][],
  { going = [], moved = [] }: { going?: string[]; moved?: string[] },
) {
  const { leaving, arriving } = movesOf(labWith(...before), labWith(...after), going, moved);
  return { leaving: leaving.map(({ address }) => address), arriving };
}

test("a real server that is removed or made anew leaves, with each of its ports", () => {
  const all = [["rs1:80", "rs2:80"], ["rs1:8080"]];
  expect(moves(all, all, { going: ["rs1"] })).toEqual({ leaving: ["10.0.0.7:80", "10.0.0.7:8080"], arriving: [] });
});

test("a real server that listens on another port too leaves the old one for it", () => {
  expect(moves([["rs1:80", "rs2:80"]], [["rs1:8080", "rs2:80"]], { moved: ["rs1"] })).toEqual({
    leaving: ["10.0.0.7:80"],
    arriving: ["-a -t 192.168.10.100:80 -r 10.0.0.7:8080 -m -w 1"],
  });
});

test("one that does not listen there yet stays", () => {
  expect(moves([["rs1:80", "rs2:80"]], [["rs1:8080", "rs2:80"]], {})).toEqual({ leaving: [], arriving: [] });
});

test("one that gets a further port keeps the one that it has", () => {
  expect(moves([["rs1:80"]], [["rs1:80", "rs1:8080"]], { moved: ["rs1"] })).toEqual({
    leaving: [],
    arriving: ["-a -t 192.168.10.100:80 -r 10.0.0.7:8080 -m -w 1"],
  });
});

test("where nothing changes nobody leaves", () => {
  const all = [["rs1:80", "rs2:80"]];
  expect(moves(all, all, {})).toEqual({ leaving: [], arriving: [] });
});
