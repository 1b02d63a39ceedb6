import { App } from "cdktf";
import { Client, Director, LabNetwork, LvsNatLab, Machine, RealServer } from "lvs-nat-lab/constructs";

// The tutorial's lab, and lvs2 beside the director, in both networks: it can take the director's place, with its VIP, DIP and
// table. `./lab lesson failover` does so by hand, command by command, as keepalived would.

const app = new App();
const lab = new LvsNatLab(app, "two-directors");

const clientSide = new LabNetwork(lab, "client-side", { cidr: "192.168.10.0/24" });
const serverSide = new LabNetwork(lab, "server-side", { cidr: "10.0.0.0/24" });

new Client(lab, "client", { network: clientSide, cip: "192.168.10.6" });

const lvs = new Director(lab, "lvs", {
  outside: clientSide,
  vip: "192.168.10.100",
  inside: serverSide,
  dip: "10.0.0.8",
});

new Machine(lab, "lvs2", {
  interfaces: [
    { network: serverSide, address: "10.0.0.9" },
    { network: clientSide, address: "192.168.10.9" },
  ],
});

const servers = { network: serverSide, gateway: lvs.dip };
const rs1 = new RealServer(lab, "rs1", { ...servers, rip: "10.0.0.7", page: "10.0.0.7 rs1" });
const rs2 = new RealServer(lab, "rs2", { ...servers, rip: "10.0.0.17", page: "10.0.0.17 rs2" });

lvs.virtualService({ port: 80, scheduler: "wrr" }).addRealServer(rs1).addRealServer(rs2);

app.synth();
