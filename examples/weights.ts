import { App } from "cdktf";
import { Client, Director, LabNetwork, LvsNatLab, RealServer } from "lvs-nat-lab/constructs";

// Three real servers of different strength: of five connections, rs1 gets three.

const app = new App();
const lab = new LvsNatLab(app, "weights");

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
const rs3 = new RealServer(lab, "rs3", { ...servers, rip: "10.0.0.27", page: "10.0.0.27 rs3" });

lvs
  .virtualService({ port: 80, scheduler: "wrr" })
  .addRealServer(rs1, { weight: 3 })
  .addRealServer(rs2)
  .addRealServer(rs3);

app.synth();
