// As many labs as LABS says, with as many real servers each as REAL_SERVERS says, all with the same addresses: the declaration of
// the benchmark's growth runs.
import { App } from "cdktf";
import { Client, Director, LabNetwork, LvsNatLab, RealServer } from "../../constructs";

const app = new App();
for (let number = 1; number <= Number(process.env.LABS); number += 1) declareLab(`lab-${number}`);
app.synth();

function declareLab(name: string): void {
  const lab = new LvsNatLab(app, name);
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
}
