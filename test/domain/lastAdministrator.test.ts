import { expect, test } from 'vitest';
import { lackedOf } from '../../electron/domain/grantRules.ts';
import { wouldLeaveNoAdministrator } from '../../electron/domain/lastAdministrator.ts';

const ann = { id: 1, hasPassword: true };
const bob = { id: 2, hasPassword: true };
const carol = { id: 3, hasPassword: false };

test.each([
  { who: 'the only one', administrators: [ann], leaving: [1], expected: true },
  { who: 'one of two', administrators: [ann, bob], leaving: [1], expected: false },
  { who: 'both at once', administrators: [ann, bob], leaving: [1, 2], expected: true },
  { who: 'someone who is none', administrators: [ann], leaving: [9], expected: false },
  { who: 'nobody', administrators: [ann], leaving: [], expected: false },
  { who: 'the last who can sign in', administrators: [ann, carol], leaving: [1], expected: true },
  { who: 'one who could not sign in', administrators: [ann, carol], leaving: [3], expected: false },
  { who: 'one of a demonstration, where nobody has a password', administrators: [{ ...ann, hasPassword: false }, carol], leaving: [1], expected: false },
  { who: 'the only one of a demonstration', administrators: [carol], leaving: [3], expected: true },
  { who: 'anyone where there is no administrator', administrators: [], leaving: [1], expected: false },
])('$who leaving: $expected', ({ administrators, leaving, expected }) => {
  expect(wouldLeaveNoAdministrator(administrators, new Set(leaving))).toBe(expected);
});

test('who lacks a capability is told which, in the order of the table', () => {
  const own = new Set(['viewBilling', 'manageUsers'] as const);
  expect(lackedOf(own, ['viewBilling', 'manageUsers'])).toEqual([]);
  expect(lackedOf(own, ['viewBilling', 'buyMinutes', 'manageData'])).toEqual(['buyMinutes', 'manageData']);
});
