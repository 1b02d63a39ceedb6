// Runs the lab's trial of KVM, which its first `./lab up` after a boot of the host makes, with the kernel that is given.
import { probeKvm } from "../../scripts/host/kvm";

probeKvm(process.argv[2]).then(({ usable }) => console.log(usable ? "usable" : "not usable"));
