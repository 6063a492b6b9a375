import { describe, expect, it } from 'vitest';
import { conflictRows } from '../../../renderer/billing-manager/draft/conflict.ts';
import { managedLicense } from '../support/managedLicense.ts';

const crm = managedLicense();
const fax = managedLicense({ type: 'fax', name: 'Fax', quantity: 2 });
const baseline = { licenses: [crm, fax], revision: 7 };

describe('conflictRows', () => {
  it('is empty while no license changed', () => {
    expect(conflictRows(baseline, { licenses: [crm, fax] }, { crm: '25' })).toEqual([]);
  });

  it('shows what it was, what it is, and what was typed', () => {
    const now = { licenses: [crm, { ...fax, quantity: 3 }] };
    expect(conflictRows(baseline, now, { fax: '9' })).toEqual([{ type: 'fax', name: 'Fax', opened: 2, current: 3, yours: '9' }]);
    expect(conflictRows(baseline, now, { crm: '25' })).toEqual([{ type: 'fax', name: 'Fax', opened: 2, current: 3, yours: null }]);
  });

  it('tells of a scheduled cut and of another price', () => {
    expect(conflictRows(baseline, { licenses: [{ ...crm, scheduledQuantity: 20 }, fax] }, {})).toMatchObject([{ opened: 22, current: 20 }]);
    expect(conflictRows(baseline, { licenses: [{ ...crm, unitPrice: '55.00' }, fax] }, {})).toMatchObject([{ type: 'crm' }]);
  });
});
