import { layoutOf } from "../../../../scripts/diagram/layout";
import { framesOf } from "../../../../scripts/trace/show/frames";
import { told } from "../../../recordings/recording";

function frames(name: string) {
  const story = told(name);
  return framesOf(story, layoutOf(story.lab));
}

test("a packet has a frame for each link and each machine that it goes through", () => {
  const first = frames("healthy").filter(({ packet }) => packet === 1);

  expect(first.map(({ kind, sentence }) => `${kind}: ${sentence}`)).toEqual([
    "over: over the link from client eth0 to lvs eth1",
    "through: through lvs, by IPVS, TTL 64 ⇒ 63",
    "over: over the link from lvs eth0 to rs2 eth0",
  ]);
});

test("each frame begins where the one before ended, as long as it is of the same packet", () => {
  for (const name of ["healthy", "forwarding-off", "stopped-httpd"]) {
    const all = frames(name);
    for (const [index, frame] of all.entries()) {
      const last = all[index - 1];
      if (last?.packet === frame.packet && frame.kind !== "end") expect(frame.path[0]).toEqual(last.path.at(-1));
    }
  }
});

test("both address layers are there, with what was rewritten and whose they are", () => {
  const [, through] = frames("healthy");

  expect(through).toMatchObject({
    source: { value: expect.stringMatching(/^192\.168\.10\.6:\d+$/), owner: "CIP, client" },
    destination: { value: "10.0.0.17:80", was: "192.168.10.100:80", owner: "RIP, rs2" },
    sourceMac: { owner: "lvs eth0" },
    destinationMac: { owner: "rs2 eth0" },
    hooks: ["PREROUTING", "LOCAL_IN", "rewritten", "LOCAL_OUT", "POSTROUTING"],
  });
});

test("a reply is for the client by its IP address, and to the director by its MAC address", () => {
  const reply = frames("healthy").find(({ words, kind }) => words === "SYN, ACK" && kind === "over");

  expect(reply?.sentence).toBe(
    "over the link from rs2 eth0 to lvs eth0: for client by its IP address, to lvs by its MAC address",
  );
});

test("the packet's name stands on the network that it is on or leaves for, beside the boxes", () => {
  const { buses } = layoutOf(told("healthy").lab);
  const x = (network: string) => buses.find(({ id }) => id === network)?.x;

  expect(
    frames("healthy")
      .slice(0, 3)
      .map(({ nameX }) => nameX),
  ).toEqual([x("client-side"), x("server-side"), x("server-side")]);
});

test("a frame has its connection where there are several", () => {
  const story = told("healthy");
  const [one] = story.connections;
  const two = { ...story, connections: one ? [one, { ...one, number: 2 }] : [] };

  expect(framesOf(story, layoutOf(story.lab))[0]).not.toHaveProperty("connection");
  expect(framesOf(two, layoutOf(story.lab))[0]).toHaveProperty("connection", 1);
});

test("a packet that a machine does not get which is off is lost to that", () => {
  const story = told("healthy");
  const [packet] = story.packets;
  const lost = { ...story, packets: packet ? [{ ...packet, steps: packet.steps.slice(0, 3) }] : [] };
  const last = framesOf({ ...lost, states: { rs2: "shut off" } }, layoutOf(story.lab)).at(-1);

  expect(last?.sentence).toBe("lvs eth0 sends it; nobody received it: rs2 is shut off");
});

test("a lost packet ends with what was measured", () => {
  const end = frames("forwarding-off").find(({ kind }) => kind === "end");

  expect(end?.sentence).toBe("reply arrives at lvs eth0, needs FORWARD, ip_forward is 0: dropped");
  expect(end?.evidence[0]).toBe("lvs: net.ipv4.ip_forward = 0");
});
