import { expect, test } from 'vitest';
import { createSessionSets } from '../../../electron/services/scenarios/sessionSets.ts';

test('a set that is kept again was named last: those not named for longest make room', () => {
  const sets = createSessionSets();
  const keep = (user: string) => sets.keep({ sessions: [], holdings: new Map([[user, new Set(['crm'] as const)]]) });
  const [first, second] = [keep('first'), keep('second')];
  for (let index = 2; index < 64; index += 1) keep(`user ${index}`);
  expect(keep('first')).toBe(first);
  keep('one too many');
  expect(sets.byId(first.id, '/sessionsId')).toBe(first);
  expect(() => sets.byId(second.id, '/sessionsId')).toThrow();
});
