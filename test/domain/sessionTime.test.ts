import { expect, it } from 'vitest';
import { createMomentReader } from '../../electron/domain/sessionTime.ts';

const moment = (time: string, over: { readonly local?: boolean; readonly ambiguous?: boolean } = {}) => ({ kind: 'moment', at: Date.parse(time), local: true, ambiguous: false, ...over });

it.each([
  ['a day like others', 'America/Denver', '2026-07-01 08:00', moment('2026-07-01T14:00Z')],
  ['with seconds', 'America/Denver', '2026-07-01T08:00:30', moment('2026-07-01T14:00:30Z')],
  ['with a fraction of a second', 'America/Denver', '2026-07-01T08:00:30.5', moment('2026-07-01T14:00:30.500Z')],
  ['as programs write it', 'America/Denver', '2026-07-01T08:00:30.123456Z', moment('2026-07-01T08:00:30.123Z', { local: false })],
  ['in UTC', 'America/Denver', '2026-07-01 08:00Z', moment('2026-07-01T08:00Z', { local: false })],
  ['with an offset', 'America/Denver', '2026-07-01T08:00+0530', moment('2026-07-01T02:30Z', { local: false })],
  ['shown twice', 'America/Denver', '2026-11-01 01:10', moment('2026-11-01T07:10Z', { ambiguous: true })],
  ['after the hour shown twice', 'America/Denver', '2026-11-01 02:10', moment('2026-11-01T09:10Z')],
  ['never shown', 'America/Denver', '2026-03-08 02:30', { kind: 'refused', reason: '"2026-03-08 02:30" does not exist: the clocks were set forward over it.' }],
  // Set back at 0:01 to 23:01 of the day before, which had 24 hours all the same.
  ['shown twice at the end of a day', 'America/St_Johns', '2010-11-06 23:30', moment('2010-11-07T02:00Z', { ambiguous: true })],
])('reads a time %s, the second time as the first', (_what, timeZone, text, expected) => {
  const read = createMomentReader(timeZone);
  expect([read(text), read(text)]).toEqual([expected, expected]);
});
