import { App } from "cdktf";
import { Client, Director, LabNetwork, LvsNatLab, RealServer } from "lvs-nat-lab/constructs";

// Clients ask port 80 of the VIP, the real servers listen on 8080: NAT rewrites the port too, which no other mode of LVS
// can.

const app = new App();
const lab = new LvsNatLab(app, "port-mapping");

const clientSide = new LabNetwork(lab, "client-side", { cidr: "192.168.10.0/24" });
const serverSide = new LabNetwork(lab, "server-side", { cidr: "10.0.0.0/24" });

new Client(lab, "client", { network: clientSide, cip: "192.168.10.6" });

const lvs = new Director(lab, "lvs", {
  outside: clientSide,
  vip: "192.168.10.100",
  inside: serverSide,
  dip: "10.0.0.8",
});

const servers = { network: serverSide, gateway: lvs.dip };
const rs1 = new RealServer(lab, "rs1", { ...servers, rip: "10.0.0.7", page: "10.0.0.7 rs1" });
const rs2 = new RealServer(lab, "rs2", { ...servers, rip: "10.0.0.17", page: "10.0.0.17 rs2" });

lvs.virtualService({ port: 80, scheduler: "rr" }).addRealServer(rs1, { port: 8080 }).addRealServer(rs2, { port: 8080 });

app.synth();
