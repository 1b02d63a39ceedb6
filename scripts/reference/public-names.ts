import ts from "typescript";

/** What a library's index exports. */
export interface PublicNames {
  /** The modules that it exports from, as it names them. */
  readonly modules: readonly string[];
  readonly names: readonly string[];
}

/**
 * Reads the lines `export { … } from "./module"` of an index.
 *
 * @throws for an export of another form, whose names are not in the index
 */
export function publicNames(index: string): PublicNames {
  const { statements } = ts.createSourceFile("index.ts", index, ts.ScriptTarget.Latest);
  const exports = statements.filter(ts.isExportDeclaration).map(({ exportClause: clause, moduleSpecifier: from }) => {
    if (!clause || !ts.isNamedExports(clause) || !from || !ts.isStringLiteral(from)) {
      throw new Error('constructs/index.ts: an export names nothing; write it like export { Name } from "./module"');
    }
    return { module: from.text, names: clause.elements.map(({ name }) => name.text) };
  });
  return {
    modules: [...new Set(exports.map(({ module }) => module))],
    names: exports.flatMap(({ names }) => names),
  };
}
