import { describe, expect, test } from 'vitest';
import { cellOf, cellOfPath, heldBy, holderConflicts, pathOfCell, readAssignments } from '../../../renderer/billing-manager/draft/assignments.ts';
import type { Holder } from '../../../renderer/billing-manager/draft/assignments.ts';
import { sortProblems } from '../../../renderer/billing-manager/draft/problems.ts';
import { windowOf } from '../../../renderer/billing-manager/sections/windowedRows.ts';

const holder = (userId: number, licenses: Holder['licenses']): Holder => ({ userId, firstName: 'Ann', lastName: String(userId), email: `${userId}@example.com`, active: true, licenses });

describe('assignments in the draft', () => {
  test('are what differs from what is held', () => {
    const held = heldBy([holder(1, ['crm']), holder(2, [])]);
    const ticked = new Map([[cellOf(1, 'crm'), true], [cellOf(1, 'fax'), true], [cellOf(2, 'crm'), false], [cellOf(9, 'crm'), true]]);
    expect(readAssignments(held, ticked)).toEqual([{ userId: 1, type: 'fax', assigned: true }]);
  });
  test('a problem is found at its cell, wherever it is counted from', () => {
    const sent = [{ userId: 4, type: 'crm', assigned: false } as const];
    for (const before of ['', '/draft']) expect(cellOfPath(pathOfCell(`${before}/assignments/0`, sent))).toBe('4/crm');
    expect(pathOfCell('/draft/assignments/7', sent)).toBe('/draft/assignments/7');
    expect(pathOfCell('/draft/quantities/crm', sent)).toBe('/draft/quantities/crm');
    const sorted = sortProblems([{ code: 'LICENSE_RULE', path: '/draft/assignments/4/crm', message: 'No.' }]);
    expect(sorted.cells).toEqual(new Map([['4/crm', 'No.']]));
    expect(sorted.draft).toHaveLength(1);
  });
  test('another’s change of a user is a conflict where the draft names the user', () => {
    const ticked = new Map([[cellOf(1, 'fax'), true]]);
    expect(holderConflicts([holder(1, ['crm']), holder(2, [])], [holder(1, []), holder(2, ['crm'])], ticked)).toMatchObject([{ userId: 1, opened: ['crm'], current: [], yours: [{ type: 'fax' }] }]);
    expect(holderConflicts([holder(1, ['crm'])], [holder(1, ['crm'])], ticked)).toEqual([]);
    expect(holderConflicts([holder(1, ['crm'])], [], ticked)).toHaveLength(1);
  });
});

test.each([
  [1000, 0, 0, 21],
  [1000, 16_000, 494, 521],
  [1000, 32_000, 994, 1000],
  [5, 0, 0, 5],
  [0, 0, 0, 0],
])('of %i rows scrolled to %i pixels, rows %i to %i are on the page', (count, scrollTop, first, end) => {
  expect(windowOf(count, 32, scrollTop, 480)).toEqual({ first, end, before: first * 32, after: (count - end) * 32 });
});
