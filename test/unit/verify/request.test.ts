import { answerOf, askerOf, requestCommand, requestOf } from "../../../scripts/verify/request";
import { machine, markedService, named, realServer, service, tutorialLab } from "../constructs/tutorial-lab";

test("a port service is asked on its port", () => {
  expect(requestOf(service({ protocol: "udp", port: 53 }))).toEqual({ protocol: "udp", port: 53 });
});

test("a firewall mark is asked on its first TCP port, and on UDP where it has none", () => {
  const udp = { protocol: "udp" as const, port: 53 };
  expect(requestOf(markedService({ matches: [udp, { protocol: "tcp", port: 443 }] })).port).toBe(443);
  expect(requestOf(markedService({ matches: [udp] }))).toEqual(udp);
});

test("a person asks with curl, and with socat for UDP", () => {
  expect(requestCommand(service())).toBe("curl 192.168.10.100");
  expect(requestCommand(service({ port: 8080 }))).toBe("curl 192.168.10.100:8080");
  expect(requestCommand(service({ protocol: "udp", port: 53 }))).toBe("sh -c 'echo | socat - UDP4:192.168.10.100:53'");
});

test("a real server answers TCP with its page and UDP with its text", () => {
  const server = { ...realServer("rs1", "10.0.0.7"), udpAnswer: "datagram of rs1" };
  expect(answerOf(server, { protocol: "tcp", port: 80 })).toBe("10.0.0.7 rs1");
  expect(answerOf(server, { protocol: "udp", port: 53 })).toBe("datagram of rs1");
});

test("the client is one in the network of the service's address", () => {
  const lab = tutorialLab(({ machines, networks }) => {
    networks.push({ id: "other-side", name: "lvs-nat-other-side", cidr: "172.16.0.0/24" });
    machines.unshift(machine("stranger", "client", { "other-side": "172.16.0.6" }));
  });
  expect(askerOf(lab, service())).toEqual({ name: "client", cip: "192.168.10.6" });
  expect(askerOf(lab, service({ vip: "172.16.0.1" }))).toEqual({ name: "stranger", cip: "172.16.0.6" });
  expect(askerOf({ ...lab, machines: [named(lab.machines, "lvs")] }, service())).toBeUndefined();
});
