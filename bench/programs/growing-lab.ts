// A lab with as many real servers as REAL_SERVERS says: the declaration of the benchmark's growth runs.
import { App } from "cdktf";
import { Client, Director, LabNetwork, LvsNatLab, RealServer } from "../../constructs";

const app = new App();
const lab = new LvsNatLab(app, "lvs-nat");
const clientSide = new LabNetwork(lab, "client-side", { cidr: "192.168.10.0/24" });
const serverSide = new LabNetwork(lab, "server-side", { cidr: "10.0.0.0/24" });
new Client(lab, "client", { network: clientSide, cip: "192.168.10.6" });
const lvs = new Director(lab, "lvs", {
  outside: clientSide,
  vip: "192.168.10.100",
  inside: serverSide,
  dip: "10.0.0.250",
});
const service = lvs.virtualService({ port: 80, scheduler: "wrr" });
for (let number = 1; number <= Number(process.env.REAL_SERVERS); number += 1) {
  const rip = `10.0.0.${number}`;
  const props = { network: serverSide, gateway: lvs.dip, rip, page: `${rip} rs${number}` };
  service.addRealServer(new RealServer(lab, `rs${number}`, props));
}
app.synth();
