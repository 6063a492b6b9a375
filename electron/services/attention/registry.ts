import { backups } from './backups.ts';
import { minutes, storage } from './consumption.ts';
import type { AttentionCondition, AttentionFacts, AttentionItem } from './facts.ts';
import { inventedPrices, paidUnused, withoutBaseLicense } from './licenses.ts';
import { chargingStopped, fundingSources, noFundingSource, openCharges, pastDue } from './payments.ts';
import { lockouts } from './seats.ts';

/** "Needs attention" is this one list: each area adds its own conditions. */
const CONDITIONS: readonly AttentionCondition[] = [
  chargingStopped,
  pastDue,
  minutes,
  noFundingSource,
  openCharges,
  fundingSources,
  inventedPrices,
  withoutBaseLicense,
  lockouts,
  storage,
  backups,
  paidUnused,
];

const ORDER = { urgent: 0, soon: 1, note: 2 } as const;

/** What an administrator should do now, the most urgent first (SPEC section 2). */
export function needsAttention(facts: AttentionFacts): AttentionItem[] {
  return CONDITIONS.flatMap((condition) => condition(facts)).sort((a, b) => ORDER[a.severity] - ORDER[b.severity]);
}
