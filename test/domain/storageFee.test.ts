import { describe, expect, it } from 'vitest';
import { formatMoney } from '../../electron/domain/money.ts';
import { storageLine } from '../../electron/domain/pricedLine.ts';
import { STORAGE_LIST_PRICE, storageAllowanceMb, storageFee } from '../../electron/domain/storageFee.ts';

describe('storage allowance', () => {
  it.each([
    [0, 250],
    [1, 250],
    [5, 250],
    [6, 300],
    [35, 1750],
  ])('of %i active users is %i MB', (users, megabytes) => expect(storageAllowanceMb(users)).toBe(megabytes));
});

describe('storage fee of 35 users', () => {
  it.each([
    [0, 0, 0, '0.00'],
    [1750, 0, 0, '0.00'],
    [1751, 1, 1, '30.00'],
    [1750 + 1024, 1024, 1, '30.00'],
    [1750 + 1025, 1025, 2, '60.00'],
  ])('with %i MB used', (usedMb, excessMb, blocks, fee) => {
    const storage = storageFee(usedMb, 35, STORAGE_LIST_PRICE, null);
    expect(storage).toMatchObject({ allowanceMb: 1750, excessMb, blocks });
    expect(formatMoney(storage.fee)).toBe(fee);
  });

  it.each([
    [1487, 'none'],
    [1488, 'low'],
    [1662, 'low'],
    [1663, 'veryLow'],
    [1750, 'veryLow'],
    [1751, 'none'],
  ])('with %i MB used warns: %s', (usedMb, warning) => expect(storageFee(usedMb, 35, STORAGE_LIST_PRICE, null).warning).toBe(warning));

  it('has a line whose quantity is the paid gigabytes', () => {
    const line = storageLine(storageFee(3000, 35, '29.9975', '2026-11-10'));
    expect(line).toMatchObject({ product: 'storage', quantity: 2, unitPrice: '29.9975' });
    expect(formatMoney(line.amount)).toBe('60.00');
    expect(line.explanation.calculation).toBe('1250 ÷ 1024, rounded up to whole gigabytes = 2; 29.9975 × 2 = 59.995, rounded half-up to 60.00');
  });
});
