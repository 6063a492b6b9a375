import type { z } from 'zod';
import type { newFundingSource } from '../../../shared/contracts/funding.ts';
import { assertNever } from '../../../shared/values/assertNever.ts';
import { checkExpiry, fundingSourceLabel } from '../../domain/fundingSource.ts';
import type { ActivityChange, FundingSourceRecord } from '../ports/records.ts';
import { refuse, requireNoCardNumber } from '../refusals.ts';

export type NewSource = z.output<typeof newFundingSource>;

/** Refuses what no funding source may be: an expired card, a full number in any text, or a name without a letter (SPEC section 8). Days are local. */
export function checkSource(source: NewSource, today: string): void {
  const texts = source.kind === 'card' ? (['institution', 'holder'] as const) : (['institution'] as const);
  for (const field of texts) {
    // `holder` is among the texts of a card alone.
    const text = field === 'holder' ? (source.kind === 'card' ? source.holder : '') : source.institution;
    requireNoCardNumber(`/source/${field}`, text);
    if (!/\p{L}/u.test(text)) throw refuse('BAD_INPUT', `/source/${field}`, 'Type a name here, not digits.');
  }
  if (source.kind === 'bank') return;
  const expiry = checkExpiry(source.expires, today);
  switch (expiry) {
    case 'possible':
      return;
    case 'expired':
      throw refuse('BAD_INPUT', '/source/expires', 'This card has expired.');
    case 'tooFarAhead':
      throw refuse('BAD_INPUT', '/source/expires', 'No card is good for more than 20 years. Check the year.');
    default:
      assertNever(expiry);
  }
}

type KnownSource = Pick<FundingSourceRecord, 'kind' | 'institution' | 'lastFour' | 'expires' | 'holder'>;

/** What a funding source was and is, for the activity; null: there was none, or there is none any more. */
export function sourceChanges(before: KnownSource | null, after: KnownSource | null): ActivityChange[] {
  const facts = (source: KnownSource | null) => [
    { label: 'Funding source', value: source === null ? null : fundingSourceLabel(source) },
    { label: 'Expires', value: source?.expires ?? null },
    { label: 'Holder', value: source === null || source.holder === '' ? null : source.holder },
  ];
  const now = facts(after);
  return facts(before).flatMap(({ label, value }, index): ActivityChange[] => {
    const next = now[index]?.value ?? null;
    return value === next ? [] : [{ label, before: value, after: next }];
  });
}

/** As the data file keeps it; a bank account has neither expiry nor holder. */
export function storedSource(source: NewSource) {
  const { kind, institution, lastFour } = source;
  return source.kind === 'card'
    ? { kind, institution, lastFour, expires: source.expires, holder: source.holder }
    : { kind, institution, lastFour, expires: null, holder: '' };
}
