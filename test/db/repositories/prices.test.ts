import { expect, it } from 'vitest';
import { aPrice } from '../../support/builders.ts';
import { testDataFile } from '../../support/testDatabase.ts';

it('gives the price of each item in force on a day', async () => {
  const file = await testDataFile((made, tx) => {
    for (const [item, effectiveFrom, unitPrice] of [
      ['crm', '2026-03-01', '55.00'],
      ['crm', '2026-01-01', '50.00'],
      ['crm', '2026-06-01', '60.00'],
      ['minute', '2026-02-01', '0.0125'],
    ] as const) made.prices.insertTx(tx, aPrice({ item, effectiveFrom, unitPrice }));
  });
  const on = (day: string): unknown => [...file.prices.inForce(day).values()].map(({ item, unitPrice }) => [item, unitPrice]);
  // Before its first day an item has its first price, as in a file that was made while the clock was ahead.
  expect(on('2025-12-31')).toEqual([['crm', '50.00'], ['minute', '0.0125']]);
  expect(on('2026-01-01')).toEqual([['crm', '50.00'], ['minute', '0.0125']]);
  expect(on('2026-02-28')).toEqual([['crm', '50.00'], ['minute', '0.0125']]);
  expect(on('2026-03-01')).toEqual([['crm', '55.00'], ['minute', '0.0125']]);
  expect(file.prices.inForce('2027-01-01').get('crm')).toEqual(aPrice({ effectiveFrom: '2026-06-01', unitPrice: '60.00' }));
  expect(() => { file.write((tx) => { file.prices.insertTx(tx, aPrice()); }); }).toThrow('UNIQUE');
  file.close();
});
