import { expect, it } from 'vitest';
import { dayTicks } from '../../../renderer/common/charts/dayTicks.ts';

const DAY = 86_400_000;
const days = (span: number, most = 6): string[] => dayTicks(0, '2026-11-10', span * DAY, most).map(({ day }) => day.slice(5));

it('marks whole days, evenly, never more than there is room for', () => {
  expect(days(8)).toEqual(['11-10', '11-12', '11-14', '11-16', '11-18']);
  expect(days(5)).toEqual(['11-10', '11-11', '11-12', '11-13', '11-14', '11-15']);
  expect(days(1.2)).toEqual(['11-10', '11-11']);
  expect(days(0)).toEqual(['11-10']);
  for (let span = 0; span < 500; span += 1) expect(days(span).length).toBeLessThanOrEqual(6);
});
