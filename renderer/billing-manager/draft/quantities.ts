import type { LicenseType } from '../../../shared/values/licenseTypes.ts';
import { readNumber } from '../../common/format/numbers.ts';
import type { ManagedLicense } from '../../common/queries.ts';

/** What was typed into the quantity boxes, letter by letter; types not named were not touched. */
export type Typed = Readonly<Partial<Record<LicenseType, string>>>;

/** What a quantity box stands at before anything is typed: what is accepted already, a scheduled cut included. */
export function acceptedQuantity(license: Pick<ManagedLicense, 'quantity' | 'scheduledQuantity'>): number {
  return license.scheduledQuantity ?? license.quantity;
}

export interface ReadDraft {
  /** The changed quantities, as the preview takes them. */
  readonly quantities: Readonly<Partial<Record<LicenseType, number>>>;
  /** Types whose text is no number at all. */
  readonly unreadable: readonly LicenseType[];
  /** Types whose box stands at something else than what is accepted. */
  readonly changed: readonly LicenseType[];
}

/** What was typed, against what is accepted. Typing the accepted number again is no change. */
export function readDraft(licenses: readonly ManagedLicense[], typed: Typed): ReadDraft {
  const quantities: Partial<Record<LicenseType, number>> = {};
  const unreadable: LicenseType[] = [];
  const changed: LicenseType[] = [];
  for (const license of licenses) {
    const text = typed[license.type];
    if (text === undefined) continue;
    const value = readNumber(text);
    if (value === acceptedQuantity(license)) continue;
    changed.push(license.type);
    if (value === null) unreadable.push(license.type);
    else quantities[license.type] = value;
  }
  return { quantities, unreadable, changed };
}
