import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { Application, type TypeDocOptions } from "typedoc";
import type { PluginOptions } from "typedoc-plugin-markdown";
import { project } from "../project";
import { keepPublic } from "./keep-public.mjs";
import { publicNames } from "./public-names";
import { ReferenceTheme } from "./theme.mjs";

/** https://typedoc.org/documents/Options.html and https://typedoc-plugin-markdown.org/docs/options */
const options: Partial<TypeDocOptions & PluginOptions> = {
  plugin: ["typedoc-plugin-markdown"],
  tsconfig: path.join(project.root, "tsconfig.json"),
  // `npm run check` has looked for errors.
  skipErrorChecking: true,
  name: "Reference",
  readme: "none",
  theme: "reference",
  router: "module",
  flattenOutputFiles: true,

  excludePrivate: true,
  // What the lab itself calls.
  excludeInternal: true,
  excludeProtected: true,
  excludeExternals: true,
  disableSources: true,
  hidePageHeader: true,
  hideGroupHeadings: true,
  tableColumnSettings: { hideInherited: true, hideModifiers: true, hideOverrides: true },

  parametersFormat: "table",
  interfacePropertiesFormat: "table",
  classPropertiesFormat: "table",
  typeAliasPropertiesFormat: "table",
  typeDeclarationFormat: "table",
  sort: ["kind"],
  kindSortOrder: ["Class", "Function", "Variable", "Interface", "TypeAlias"],
  groupOrder: ["Classes", "Functions", "Variables", "Constructors", "Properties", "Methods", "Interfaces"],
  jsDocCompatibility: { defaultTag: false },

  // Types of constructs/libvirt/ are named and not explained: they are the provider's.
  validation: { notExported: false },
  logLevel: "Warn",
};

/** Writes the reference of what constructs/index.ts exports into a folder, a page for each module. */
async function generate(out: string): Promise<void> {
  const constructs = path.join(project.root, "constructs");
  const { modules, names } = publicNames(readFileSync(path.join(constructs, "index.ts"), "utf8"));
  const entryPoints = modules
    .map((module) => path.join(constructs, module))
    .map((module) => (existsSync(`${module}.ts`) ? `${module}.ts` : `${module}/index.ts`));

  const app = await Application.bootstrapWithPlugins({ ...options, entryPoints, out });
  app.renderer.defineTheme("reference", ReferenceTheme);
  keepPublic(app, names);
  const reflections = await app.convert();
  if (reflections) app.validate(reflections);
  if (!reflections || app.logger.hasErrors() || app.logger.hasWarnings()) {
    throw new Error("the doc comments of constructs/ make no reference; mend what is said above");
  }
  await app.generateOutputs(reflections);
}

generate(process.argv[2] ?? path.join(project.root, "docs/reference")).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
