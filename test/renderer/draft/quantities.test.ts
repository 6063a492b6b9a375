import { describe, expect, it } from 'vitest';
import { readNumber } from '../../../renderer/common/format/numbers.ts';
import { acceptedQuantity, readDraft } from '../../../renderer/billing-manager/draft/quantities.ts';
import { managedLicense } from '../support/managedLicense.ts';

describe('readNumber', () => {
  it.each([
    ['25', 25],
    [' 25 ', 25],
    ['0', 0],
    // Not for this window to judge: the application refuses them with a sentence.
    ['2.5', 2.5],
    ['-1', -1],
    ['99999999999999999999', Number.MAX_SAFE_INTEGER],
  ])('%j is %d', (text, value) => {
    expect(readNumber(text)).toBe(value);
  });

  it.each(['', '  ', 'many', '1e999', '12 000', '1e3', '1e5', '0x10', '1,5', '.', 'Infinity'])('%j is no number', (text) => {
    expect(readNumber(text)).toBeNull();
  });
});

describe('readDraft', () => {
  const crm = managedLicense();
  const fax = managedLicense({ type: 'fax', name: 'Fax', quantity: 4, scheduledQuantity: 3 });

  it('is empty before anything is typed', () => {
    expect(readDraft([crm, fax], {})).toEqual({ quantities: {}, unreadable: [], changed: [] });
  });

  it('holds what differs from what is accepted, a scheduled cut included', () => {
    expect(acceptedQuantity(fax)).toBe(3);
    expect(readDraft([crm, fax], { crm: '25', fax: '4' })).toEqual({
      quantities: { crm: 25, fax: 4 },
      unreadable: [],
      changed: ['crm', 'fax'],
    });
  });

  it('takes the accepted number, typed again, for no change', () => {
    expect(readDraft([crm, fax], { crm: '22', fax: '3' }).changed).toEqual([]);
  });

  it('keeps apart what is no number', () => {
    expect(readDraft([crm, fax], { crm: '', fax: '5' })).toEqual({ quantities: { fax: 5 }, unreadable: ['crm'], changed: ['crm', 'fax'] });
  });
});
