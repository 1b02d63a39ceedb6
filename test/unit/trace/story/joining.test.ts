import { tell } from "../../../../scripts/trace/story/story";
import { recorded, told } from "../../../recordings/recording";
import { ways } from "./ways";

const forth = "client eth0 > lvs eth1 = lvs eth0 > rs2 eth0";
const back = "rs2 eth0 > lvs eth0 = lvs eth1 > client eth0";

test("follows each packet of one request through all four taps", () => {
  expect(ways(told("healthy"))).toEqual([
    `1 SYN: ${forth}`,
    `1 SYN, ACK: ${back}`,
    `1 ACK: ${forth}`,
    `1 GET / (78 bytes): ${forth}`,
    `1 ACK: ${back}`,
    `1 200 OK (240 bytes): ${back}`,
    `1 ACK: ${forth}`,
    `1 FIN, ACK: ${forth}`,
    `1 FIN, ACK: ${back}`,
    `1 ACK: ${forth}`,
  ]);
});

test("joins the two sides of the director by IPVS's table", () => {
  expect(told("healthy").connections).toEqual([
    {
      number: 1,
      protocol: "tcp",
      client: { address: "192.168.10.6", port: expect.any(Number) },
      virtual: { address: "192.168.10.100", port: 80 },
      real: { address: "10.0.0.17", port: 80 },
      state: "TIME_WAIT",
      joinedBy: "IPVS's connection table",
    },
  ]);
});

test("joins them by what NAT cannot change where the table has forgotten the connection, to the same ways", () => {
  for (const name of ["healthy", "parallel-connections", "port-mapping"]) {
    const seen = recorded(name);
    const measured = seen.measured.map(({ after, ...rest }) => ({
      ...rest,
      ...(after && { after: { ...after, connections: [] } }),
    }));
    const story = tell({ ...seen, measured });

    expect(story.connections.map(({ joinedBy }) => joinedBy)).toEqual(
      told(name).connections.map(() => "sequence numbers"),
    );
    expect(ways(story)).toEqual(ways(told(name)));
  }
});

test("keeps connections apart that run at the same time", () => {
  const { connections, packets } = told("parallel-connections");

  expect(connections.map(({ real }) => real?.address)).toEqual(["10.0.0.7", "10.0.0.17", "10.0.0.7", "10.0.0.17"]);
  // Each request is ten packets long, and each packet passes four taps on its way.
  for (const { number } of connections)
    expect(packets.filter(({ connection }) => connection === number)).toHaveLength(10);
  for (const { steps } of packets) expect(steps).toHaveLength(4);
  // They did run at the same time.
  expect(packets.slice(0, 12).map(({ connection }) => connection)).toEqual(expect.arrayContaining([1, 2, 3, 4]));
});

test("tells a packet that is sent again from the first one", () => {
  const { packets } = told("forwarding-off");
  const marks = packets.map(({ words, again }) => (again ? `${words} again` : words));

  expect(marks.filter((mark) => !mark.endsWith("again"))).toEqual(["SYN", "SYN, ACK"]);
  expect(marks).toEqual(expect.arrayContaining(["SYN again", "SYN, ACK again"]));
});

test("gives the fragments of a datagram to its connection", () => {
  expect(ways(told("fragments"))).toEqual([
    "1 UDP (3000 bytes), first fragment: client eth0 > lvs eth1 = lvs eth0 > rs1 eth0",
    "1 a further fragment: client eth0 > lvs eth1 = lvs eth0 > rs1 eth0",
    "1 the last fragment: client eth0 > lvs eth1 = lvs eth0 > rs1 eth0",
    "1 UDP (3000 bytes), first fragment: rs1 eth0 > lvs eth0 = lvs eth1 > client eth0",
    "1 a further fragment: rs1 eth0 > lvs eth0 = lvs eth1 > client eth0",
    "1 the last fragment: rs1 eth0 > lvs eth0 = lvs eth1 > client eth0",
  ]);
});

test("tells as much as there is of a capture that is cut short", () => {
  const seen = recorded("healthy");
  const story = tell({ ...seen, packets: seen.packets.slice(0, 22) });

  expect(ways(story).slice(0, 5)).toEqual(ways(told("healthy")).slice(0, 5));
  expect(story.packets.at(-1)?.steps.length).toBeLessThan(4);
});

test("leaves out what a bridge floods to machines that it is not for", () => {
  const seen = recorded("healthy");
  const [first] = seen.packets;
  if (!first) throw new Error("the recording has packets");
  const flooded = { ...first, tap: "rs1 eth0", destinationMac: "52:54:00:df:8d:db" };

  expect(ways(tell({ ...seen, packets: [flooded, ...seen.packets] }))).toEqual(ways(told("healthy")));
});

test("has nothing to tell of nothing", () => {
  expect(tell({ ...recorded("healthy"), packets: [] }).packets).toEqual([]);
});
