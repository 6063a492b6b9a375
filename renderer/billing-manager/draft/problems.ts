import { LICENSE_TYPE_TEXT, LICENSE_TYPES } from '../../../shared/values/licenseTypes.ts';
import type { LicenseType } from '../../../shared/values/licenseTypes.ts';
import { cellOfPath } from './assignments.ts';
import type { ProductField } from './products.ts';

export interface Problem {
  readonly code: string;
  readonly path: string;
  readonly message: string;
}

/** Where on the window a problem belongs, by the JSON Pointer of the input at fault. */
export type ProblemPlace =
  | { readonly at: 'quantity'; readonly type: LicenseType }
  /** `row` counts the products on screen. */
  | { readonly at: 'product'; readonly row: number; readonly field: ProductField }
  /** One user and one license type, as `cellOf` names them. */
  | { readonly at: 'cell'; readonly cell: string }
  | { readonly at: 'name' }
  | { readonly at: 'fundingSource' }
  | { readonly at: 'draft' };

/** The place a problem names. The preview counts from the draft, Accept from its whole input: both are understood. */
export function placeOf(problem: Problem): ProblemPlace {
  const type = /\/quantities\/(\w+)$/.exec(problem.path)?.[1];
  const known = LICENSE_TYPES.find((license) => license === type);
  if (known !== undefined) return { at: 'quantity', type: known };
  const [, row, field] = /\/products\/(\d+)(?:\/(\w+))?$/.exec(problem.path) ?? [];
  if (row !== undefined) return { at: 'product', row: Number(row), field: field === 'quantity' || field === 'unitPrice' ? field : 'description' };
  const cell = cellOfPath(problem.path);
  if (cell !== null) return { at: 'cell', cell };
  if (problem.code === 'NAME_MISMATCH' || /\/(first|last)Name$/.test(problem.path)) return { at: 'name' };
  if (problem.code === 'NO_FUNDING_SOURCE' || problem.path.endsWith('/fundingSourceId')) return { at: 'fundingSource' };
  return { at: 'draft' };
}

/** Bad input is told of by the input's own name ("crmView" is …); people know it by the license's. */
function inWords(type: LicenseType, message: string): string {
  return message.replace(`"${type}"`, `The quantity of ${LICENSE_TYPE_TEXT[type].name}`);
}

const FIELD_WORDS: Readonly<Record<ProductField, string>> = { description: 'The description', quantity: 'The quantity', unitPrice: 'The price' };

/** Names a field of a product, for one sentence a field. */
export function productPlace(row: number, field: ProductField): string {
  return `${row}/${field}`;
}

/** The sentences by place: one a quantity box, cell of the assignments or field of a product, and lists for the rest. */
export function sortProblems(problems: readonly Problem[]): {
  readonly quantities: ReadonlyMap<LicenseType, string>;
  readonly products: ReadonlyMap<string, string>;
  readonly cells: ReadonlyMap<string, string>;
  readonly name: string | null;
  readonly fundingSource: string | null;
  readonly draft: readonly string[];
} {
  const quantities = new Map<LicenseType, string>();
  const products = new Map<string, string>();
  const cells = new Map<string, string>();
  const draft: string[] = [];
  let name: string | null = null;
  let fundingSource: string | null = null;
  for (const problem of problems) {
    const place = placeOf(problem);
    if (place.at === 'quantity') quantities.set(place.type, quantities.get(place.type) ?? inWords(place.type, problem.message));
    else if (place.at === 'product') {
      const key = productPlace(place.row, place.field);
      products.set(key, products.get(key) ?? problem.message.replace(`"${place.field}"`, FIELD_WORDS[place.field]));
    } else if (place.at === 'cell') cells.set(place.cell, cells.get(place.cell) ?? problem.message);
    else if (place.at === 'name') name ??= problem.message;
    else if (place.at === 'fundingSource') fundingSource ??= problem.message;
    else if (!draft.includes(problem.message)) draft.push(problem.message);
  }
  // Hundreds of cells may be wrong for one reason; the reasons stand with them.
  if (cells.size > 0) draft.unshift(cells.size === 1 ? 'One assignment is not allowed. It is marked under User License Assignments.' : `${cells.size} assignments are not allowed. They are marked under User License Assignments.`);
  return { quantities, products, cells, name, fundingSource, draft };
}
