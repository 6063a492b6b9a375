import { LICENSE_TYPE_TEXT, LICENSE_TYPES } from '../../../shared/values/licenseTypes.ts';
import type { LicenseType } from '../../../shared/values/licenseTypes.ts';

export interface Problem {
  readonly code: string;
  readonly path: string;
  readonly message: string;
}

/** Where on the window a problem belongs, by the JSON Pointer of the input at fault. */
export type ProblemPlace =
  | { readonly at: 'quantity'; readonly type: LicenseType }
  | { readonly at: 'name' }
  | { readonly at: 'fundingSource' }
  | { readonly at: 'draft' };

/** The place a problem names. The preview counts from the draft, Accept from its whole input: both are understood. */
export function placeOf(problem: Problem): ProblemPlace {
  const type = /\/quantities\/(\w+)$/.exec(problem.path)?.[1];
  const known = LICENSE_TYPES.find((license) => license === type);
  if (known !== undefined) return { at: 'quantity', type: known };
  if (problem.code === 'NAME_MISMATCH' || /\/(first|last)Name$/.test(problem.path)) return { at: 'name' };
  if (problem.code === 'NO_FUNDING_SOURCE' || problem.path.endsWith('/fundingSourceId')) return { at: 'fundingSource' };
  return { at: 'draft' };
}

/** Bad input is told of by the input's own name ("crmView" is …); people know it by the license's. */
function inWords(type: LicenseType, message: string): string {
  return message.replace(`"${type}"`, `The quantity of ${LICENSE_TYPE_TEXT[type].name}`);
}

/** The sentences by place: one a quantity box, and lists for the rest. */
export function sortProblems(problems: readonly Problem[]): {
  readonly quantities: ReadonlyMap<LicenseType, string>;
  readonly name: string | null;
  readonly fundingSource: string | null;
  readonly draft: readonly string[];
} {
  const quantities = new Map<LicenseType, string>();
  const draft: string[] = [];
  let name: string | null = null;
  let fundingSource: string | null = null;
  for (const problem of problems) {
    const place = placeOf(problem);
    if (place.at === 'quantity') quantities.set(place.type, quantities.get(place.type) ?? inWords(place.type, problem.message));
    else if (place.at === 'name') name ??= problem.message;
    else if (place.at === 'fundingSource') fundingSource ??= problem.message;
    else if (!draft.includes(problem.message)) draft.push(problem.message);
  }
  return { quantities, name, fundingSource, draft };
}
