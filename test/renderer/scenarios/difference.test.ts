import { expect, test } from 'vitest';
import { playedDays } from '../../../renderer/summary/parts/scenarios/difference.ts';
import type { ComparedColumn } from '../../../renderer/summary/parts/scenarios/useComparison.ts';

const column = (name: string, days: ComparedColumn['days']): ComparedColumn => ({ id: name, name, asOf: '2026-11-10', days, priced: null, refusal: null });
const fortnight = { first: '2026-10-27', last: '2026-11-09' };

test('says once which days are played, or of each column where they differ', () => {
  expect(playedDays([column('Today', null)])).toBeNull();
  expect(playedDays([column('Today', fortnight), column('More', fortnight)])).toBe('Seats needed and lockouts are of the sessions of Oct 27, 2026 to Nov 9, 2026.');
  expect(playedDays([column('Today', fortnight), column('None', null)])).toBe('Seats needed and lockouts are of the sessions of Oct 27, 2026 to Nov 9, 2026.');
  expect(playedDays([column('Today', { first: '2026-11-09', last: '2026-11-09' }), column('More', fortnight), column('None', null)])).toBe(
    'Seats needed and lockouts are of the sessions of Nov 9, 2026 (Today), Oct 27, 2026 to Nov 9, 2026 (More).',
  );
});
