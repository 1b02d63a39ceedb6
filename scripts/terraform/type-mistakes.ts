import path from "node:path";
import { project } from "../project";

/**
 * What TypeScript says of main.ts, a sentence each, with its line. It takes seconds, so it is asked where the declaration broke
 * off: what is given as something else than it is to be, or used before it is declared, often ends in an error that names neither.
 */
export async function typeMistakes(file = path.join(project.root, "main.ts")): Promise<string[]> {
  const { default: ts } = await import("typescript");
  const { config } = ts.readConfigFile(path.join(project.root, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [file] }, ts.sys, project.root);
  // What is declared and not used is no mistake of the lab's.
  const program = ts.createProgram([file], { ...options, noUnusedLocals: false, noUnusedParameters: false });
  const source = program.getSourceFile(file);
  if (!source) return [];
  return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
    ({ messageText, start = 0 }) => {
      const { line } = source.getLineAndCharacterOfPosition(start);
      return `line ${line + 1}: ${ts.flattenDiagnosticMessageText(messageText, " ").replace(/\s+/g, " ")}`;
    },
  );
}
