/** A known vulnerability of a package. */
export interface Advisory {
  /** GitHub's id of it, "GHSA-…". */
  readonly id: string;
  readonly name: string;
  readonly severity: string;
  readonly title: string;
}

/** Advisories that are accepted, by their ids, and why each does no harm here. */
export const accepted: Readonly<Record<string, string>> = {};

/** Those that nobody has said of why they do no harm. */
export function withoutReason(
  advisories: readonly Advisory[],
  reasons: Readonly<Record<string, string>> = accepted,
): readonly Advisory[] {
  return advisories.filter(({ id }) => reasons[id] === undefined);
}

/** The parts of `npm audit --json` that are read: https://docs.npmjs.com/cli/commands/npm-audit */
interface Report {
  readonly auditReportVersion?: number;
  readonly vulnerabilities?: Readonly<Record<string, { readonly via: readonly (string | Via)[] }>>;
}

interface Via {
  readonly name: string;
  readonly title: string;
  readonly url: string;
  readonly severity: string;
}

/** Each advisory once, in order of their ids; `undefined` where npm got no answer. */
export function advisoriesOf(text: string): readonly Advisory[] | undefined {
  const { auditReportVersion, vulnerabilities = {} } = JSON.parse(text || "{}") as Report;
  if (auditReportVersion === undefined) return undefined;
  // A text names another package of the list, through which the vulnerability comes.
  const found = Object.values(vulnerabilities).flatMap(({ via }) => via.filter((one) => typeof one !== "string"));
  const all = found.map(({ url, ...rest }) => [url.split("/").at(-1) ?? url, rest] as const);
  return [...new Map(all)]
    .map(([id, { name, severity, title }]) => ({ id, name, severity, title }))
    .sort((one, other) => one.id.localeCompare(other.id));
}
