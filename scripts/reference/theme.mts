import { type DeclarationReflection, ReflectionKind } from "typedoc";
import { MarkdownTheme, MarkdownThemeContext } from "typedoc-plugin-markdown";

/** How the pages look: as the plugin writes them, without what says a thing twice. */
export class ReferenceTheme extends MarkdownTheme {
  override getRenderContext(...[page]: Parameters<MarkdownTheme["getRenderContext"]>): MarkdownThemeContext {
    return new ReferenceContext(this, page, this.application.options);
  }
}

class ReferenceContext extends MarkdownThemeContext {
  constructor(...args: ConstructorParameters<typeof MarkdownThemeContext>) {
    super(...args);
    const { partials, helpers } = this;
    const { groupIndex, signatureReturns } = partials;

    // The table of properties has what is inherited, and the signature has the type.
    partials.inheritance = () => "";
    partials.hierarchy = () => "";
    partials.signatureReturns = (signature, options) =>
      signature.comment?.getTag("@returns") ? signatureReturns(signature, options) : "";
    partials.constructor = ({ signatures = [] }: DeclarationReflection, options: { readonly headingLevel: number }) =>
      signatures.map((signature) => partials.signature(signature, options)).join("\n\n");

    partials.groupIndex = (group) =>
      group.title === ReflectionKind.pluralString(ReflectionKind.Module)
        ? this.index(group.children.filter((page) => page.isDeclaration()))
        : groupIndex(group);
    helpers.getPropertyDefaultValue = (property) => this.defaultValue(property);
  }

  /** A line for each page: the names on it, and what the first of them is. */
  private index(pages: readonly DeclarationReflection[]): string {
    const rows = pages.map(({ children = [] }) => {
      const names = children.map((child) => `[${child.name}](${this.urlTo(child)})`).join(", ");
      const comment = children[0]?.comment ?? children[0]?.signatures?.[0]?.comment;
      return `| ${names} | ${(comment && this.helpers.getDescriptionForComment(comment)) ?? "-"} |`;
    });
    const source = "What [constructs/index.ts](../../constructs/index.ts) exports; written by `npm run docs`.\n";
    return [source, "| Names | What they are |", "| --- | --- |", ...rows].join("\n");
  }

  /** The column is left out where no property of a table has a default. */
  private defaultValue(property: DeclarationReflection): string | null {
    const tagOf = (one?: DeclarationReflection) => one?.comment?.getTag("@defaultValue");
    const asDeclared = property.flags.isOptional ? "-" : "required";
    // `pool.name`: a part of a property is a row of the same table.
    if (property.name.includes(".")) return asDeclared;
    const table = property.parent?.isDeclaration() ? (property.parent.children ?? []) : [];
    if (!table.some(tagOf)) return null;
    const tag = tagOf(property);
    if (!tag) return asDeclared;
    // A default that is no value is written `@default - what happens then`.
    return this.helpers.getCommentParts(tag.content).replace(/^- /, "").replaceAll("\n", " ");
  }
}
