import { App } from "cdktf";
import { Client, Director, LabNetwork, LvsNatLab, RealServer } from "./constructs";

//   client              lvs                 rs1, rs2
//   CIP eth0 ────── eth1 VIP
//                       DIP eth0 ────────── eth0 RIP
//      client side                server side

const app = new App();
const lab = new LvsNatLab(app, "lvs-nat");

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

lvs.virtualService({ port: 80, scheduler: "wrr" }).addRealServer(rs1).addRealServer(rs2);

app.synth();
