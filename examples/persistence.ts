import { App } from "cdktf";
import { Client, Director, LabNetwork, LvsNatLab, RealServer } from "lvs-nat-lab/constructs";

// Two services on one VIP. Port 80 keeps a client's whole /24 at one real server for a minute; port 8000 takes turns.

const app = new App();
const lab = new LvsNatLab(app, "persistence");

const clientSide = new LabNetwork(lab, "client-side", { cidr: "192.168.10.0/24" });
const serverSide = new LabNetwork(lab, "server-side", { cidr: "10.0.0.0/24" });

new Client(lab, "client", { network: clientSide, cip: "192.168.10.6" });
new Client(lab, "client2", { network: clientSide, cip: "192.168.10.7" });

const lvs = new Director(lab, "lvs", {
  outside: clientSide,
  vip: "192.168.10.100",
  inside: serverSide,
  dip: "10.0.0.8",
  ipvsSettings: { expireQuiescentTemplate: true },
});

const servers = { network: serverSide, gateway: lvs.dip };
const rs1 = new RealServer(lab, "rs1", { ...servers, rip: "10.0.0.7", page: "10.0.0.7 rs1" });
const rs2 = new RealServer(lab, "rs2", { ...servers, rip: "10.0.0.17", page: "10.0.0.17 rs2" });

lvs
  .virtualService({ port: 80, scheduler: "rr", persistence: { timeoutSeconds: 60, netmask: "255.255.255.0" } })
  .addRealServer(rs1)
  .addRealServer(rs2);
lvs.virtualService({ port: 8000, scheduler: "rr" }).addRealServer(rs1).addRealServer(rs2);

app.synth();
