import { type Application, Converter, ReflectionFlag, ReflectionKind } from "typedoc";

/**
 * Leaves out of the reference what constructs/index.ts does not export, and what is the same for every construct.
 *
 * @param names what it exports
 */
export function keepPublic(app: Application, names: readonly string[]): void {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    const members = (project.children ?? []).flatMap((module) => module.children ?? []);
    for (const member of members) if (!names.includes(member.name)) project.removeReflection(member);

    for (const reflection of project.getReflectionsByKind(ReflectionKind.All)) {
      // A constructor returns what it constructs.
      if (reflection.isSignature() && reflection.kindOf(ReflectionKind.ConstructorSignature)) delete reflection.type;
      if (reflection.isDeclaration()) delete reflection.implementedTypes;
      // An optional parameter has its default in the props that it is.
      if (reflection.isParameter() && reflection.defaultValue) {
        reflection.setFlag(ReflectionFlag.Optional);
        delete reflection.defaultValue;
      }
      // The plugin makes a column of this one only.
      const tag = reflection.comment?.getTag("@default");
      if (tag) tag.tag = "@defaultValue";
    }
  });
}
