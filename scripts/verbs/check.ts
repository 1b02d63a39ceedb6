import { differencesOf } from "../lesson/play";
import { withProgress } from "../output/progress";
import { verify } from "../verify/verify";
import { requireReachableLab } from "./deployed";

/** Whether the lab is whole again, without what was measured. */
export interface Checked {
  /** The lab's statements, those of `./lab verify`. */
  readonly statements: readonly { readonly statement: string; readonly holds: boolean }[];
  /** Whether nothing in the guests differs from the declaration. */
  readonly asDeclared: boolean;
  /** Whether all statements hold and nothing differs. */
  readonly holds: boolean;
}

/**
 * Measures the lab's statements, and looks whether the guests are as they are declared. On a broken lab too it ends within
 * the time-out of one request, ten seconds for each virtual service.
 *
 * @param options.lab name of the lab, where several are up
 */
export async function check(options: { readonly lab?: string }): Promise<Checked> {
  const lab = await requireReachableLab(options.lab);
  return withProgress(`measuring the lab ${lab.name}`, async (onLine) => {
    const statements = (await verify(lab)).checks.map(({ statement, holds }) => ({ statement, holds }));
    onLine("the guests");
    const asDeclared = (await differencesOf(lab)).length === 0;
    return { statements, asDeclared, holds: asDeclared && statements.every(({ holds }) => holds) };
  });
}
