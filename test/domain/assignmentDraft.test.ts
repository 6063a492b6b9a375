import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planAssignments, stillFitting } from '../../electron/domain/assignmentDraft.ts';
import type { AssignmentChange, Holdings } from '../../electron/domain/assignmentDraft.ts';
import { checkLicenseSet } from '../../electron/domain/licenseSet.ts';
import { LICENSE_TYPES } from '../../shared/values/licenseTypes.ts';
import type { LicenseType } from '../../shared/values/licenseTypes.ts';

const holdings = (held: Readonly<Record<number, readonly LicenseType[]>>, inactive: readonly number[] = []): Holdings => {
  const map = new Map(Object.entries(held).map(([id, types]) => [Number(id), types]));
  return { held: map, active: new Set([...map.keys()].filter((id) => !inactive.includes(id))) };
};
const give = (userId: number, type: LicenseType): AssignmentChange => ({ userId, type, assigned: true });
const take = (userId: number, type: LicenseType): AssignmentChange => ({ userId, type, assigned: false });
const verdicts = (before: Holdings, draft: readonly AssignmentChange[]) => planAssignments(before, draft).problems.map(({ index, verdict }) => ({ index, ...verdict }));

describe('what an assignment draft may do', () => {
  test('crm and what depends on it go together, in any order', () => {
    expect(verdicts(holdings({ 1: [] }), [give(1, 'powerDialer'), give(1, 'crm')])).toEqual([]);
    expect(verdicts(holdings({ 1: ['crm', 'fax'] }), [take(1, 'crm'), take(1, 'fax')])).toEqual([]);
  });
  test.each(LICENSE_TYPES.filter((type) => type !== 'crm' && type !== 'crmView'))('%s needs crm, and is nothing beside crmView', (type) => {
    expect(verdicts(holdings({ 1: [] }), [give(1, type)])).toEqual([{ index: 0, kind: 'needsCrm' }]);
    expect(verdicts(holdings({ 1: ['crm'] }), [give(1, type)])).toEqual([]);
    expect(verdicts(holdings({ 1: ['crmView'] }), [give(1, type)])).toEqual([{ index: 0, kind: 'excludedBy', others: ['crmView'] }]);
  });
  test('a base license may be given to who has none', () => {
    for (const type of ['crm', 'crmView'] as const) expect(verdicts(holdings({ 1: [] }), [give(1, type)])).toEqual([]);
  });
  test('crm stays while others depend on it, and these are named in order', () => {
    expect(verdicts(holdings({ 1: ['crm', 'flexPort', 'fax'] }), [take(1, 'crm')])).toEqual([{ index: 0, kind: 'neededBy', dependants: ['flexPort', 'fax'] }]);
  });
  test('crmView excludes everything else, from both sides', () => {
    expect(verdicts(holdings({ 1: ['crm'] }), [give(1, 'crmView')])).toEqual([{ index: 0, kind: 'excludedBy', others: ['crm'] }]);
    expect(verdicts(holdings({ 1: ['crmView'] }), [give(1, 'crm')])).toEqual([{ index: 0, kind: 'excludedBy', others: ['crmView'] }]);
    expect(verdicts(holdings({ 1: ['crm'] }), [take(1, 'crm'), give(1, 'crmView')])).toEqual([]);
  });
  test('an inactive user is given nothing, and may lose what is left', () => {
    expect(verdicts(holdings({ 1: ['crm'] }, [1]), [give(1, 'fax'), take(1, 'crm')])).toEqual([
      { index: 0, kind: 'inactiveUser' },
      { index: 1, kind: 'neededBy', dependants: ['fax'] },
    ]);
  });
  test('a user of another account is unknown', () => {
    expect(verdicts(holdings({ 1: [] }), [give(2, 'crm')])).toEqual([{ index: 0, kind: 'unknownUser' }]);
  });
  test('of the same cell twice the later one holds', () => {
    expect(planAssignments(holdings({ 1: ['crm'] }), [take(1, 'crm'), give(1, 'crm')])).toMatchObject({ changes: [], problems: [] });
  });
  test('what is so already is no change', () => {
    expect(planAssignments(holdings({ 1: ['crm'] }), [give(1, 'crm'), take(1, 'fax')])).toMatchObject({ changes: [], problems: [] });
  });
  test('holders are counted afterwards, the active ones alone', () => {
    const { assigned } = planAssignments(holdings({ 1: ['crm'], 2: [], 3: ['crm'] }, [3]), [give(2, 'crm')]);
    expect(assigned).toEqual(new Map([['crm', 2]]));
  });
});

const anyChange = fc.record({ userId: fc.integer({ min: 1, max: 4 }), type: fc.constantFrom(...LICENSE_TYPES), assigned: fc.boolean() });

test('taken and given again in one draft is no change, and no fault', () => {
  const before = holdings({ 2: ['crm', 'powerDialer'] });
  const draft = [
    { userId: 2, type: 'crm', assigned: false },
    { userId: 2, type: 'crm', assigned: true },
  ] as const;
  expect(planAssignments(before, draft)).toMatchObject({ changes: [], problems: [] });
});

test('property: an accepted draft leaves everyone it names with an allowed set, and counts as its changes say', () => {
  fc.assert(
    fc.property(fc.array(anyChange, { maxLength: 12 }), (draft) => {
      const before = holdings({ 1: [], 2: ['crm'], 3: ['crm', 'powerDialer', 'flexPort'], 4: ['crmView'] });
      const { changes, assigned, problems } = planAssignments(before, draft);
      const after = new Map([...before.held].map(([id, types]) => [id, new Set(types)]));
      for (const { userId, type, assigned: given } of changes) {
        if (given) after.get(userId)?.add(type);
        else after.get(userId)?.delete(type);
      }
      for (const type of LICENSE_TYPES) expect(assigned.get(type) ?? 0).toBe([...after.values()].filter((types) => types.has(type)).length);
      const allowed = [...after.values()].every((types) => checkLicenseSet(types, true).kind === 'allowed');
      expect(problems.length === 0).toBe(allowed);
    }),
  );
});

describe('stillFitting', () => {
  const active = new Set([1, 2, 3]);

  test.each<[string, ReadonlyMap<number, readonly LicenseType[]>, readonly AssignmentChange[], readonly number[]]>([
    ['nothing changed meanwhile', new Map([[1, ['crm']], [2, ['crm', 'fax']]]), [give(1, 'fax'), take(2, 'fax')], [0, 1]],
    ['one is inactive', new Map([[1, ['crm']], [4, []]]), [give(4, 'crm'), give(1, 'fax')], [1]],
    ['one left the account', new Map([[1, ['crm']]]), [give(1, 'fax'), give(9, 'crm')], [0]],
    ['what was to be taken is not held any more', new Map([[1, []], [2, ['crm', 'fax']]]), [take(1, 'crm'), take(2, 'fax')], [1]],
    ['what was to be given is held already', new Map([[1, ['crm', 'fax']]]), [give(1, 'fax')], []],
    ['a license needs CRM, which is gone: of that user nothing is done', new Map([[1, []], [2, ['crm']]]), [give(1, 'fax'), give(2, 'fax'), give(1, 'inbound')], [1]],
    ['CRM comes with it', new Map([[1, []]]), [give(1, 'crm'), give(1, 'fax')], [0, 1]],
  ])('%s', (_name, held, accepted, fitting) => {
    const found = stillFitting({ held, active }, accepted);
    expect(found.fitting).toEqual(fitting.map((index) => accepted[index]));
    expect([...found.left].map((change) => accepted.indexOf(change)).sort()).toEqual(accepted.map((_, index) => index).filter((index) => !fitting.includes(index)));
  });
});
