import { writeFileSync } from "node:fs";
import path from "node:path";
import { cloudConfigModules } from "../../constructs/image/debian-13/cloud-config";
import { project } from "../project";
import { readJson } from "../run/json-file";
import { schemaOfModules } from "./cloud-config-schema";

/** `npm run cloud-config-schema`: takes it from the distribution's cloud-init, once that is unpacked. */
const whole = readJson<Record<string, unknown>>(project.cloudConfigSchema);
if (whole === undefined) throw new Error(`${project.cloudConfigSchema} is not there; get it with: npm run cloud-init`);
const target = path.join(project.root, "constructs/image/debian-13/cloud-config.schema.json");
writeFileSync(target, `${JSON.stringify(schemaOfModules(whole, cloudConfigModules), null, 2)}\n`);
