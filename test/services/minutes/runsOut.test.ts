import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { startTestCompany } from '../../support/signedInCompany.ts';
import { addCard, buyMinutes } from '../data/buying.ts';

test('a young account whose balance is above its low reserve, and is used up before the next charge cycle, needs attention', async () => {
  // 08:10 in Denver; the next charge cycle is at 10:00.
  const { app, accountId } = await startTestCompany('2026-03-16T14:10:00.000Z');
  await addCard(app, accountId);
  for (const [at, quantity] of [['2026-03-15T08:30', '2000'], ['2026-03-15T09:30', '2000'], ['2026-03-15T11:30', '1000']] as const) {
    await app.call('minutes.recordUsage', { commandId: randomUUID(), accountId, at, medium: 'call', quantity, rate: '0.02' });
  }
  const sentences = async () => (await app.call('summary.accounts', {})).attention.map(({ sentence }) => sentence).filter((sentence) => sentence.includes('reach zero'));
  await buyMinutes(app, accountId, '124.00');
  const { amounts, balance, foresight } = await app.call('minutes.view', { accountId });
  expect({ balance, reserve: amounts.reserve, zeroBeforeCycle: foresight.zeroBeforeCycle }).toEqual({ balance: '24.00', reserve: '23.33', zeroBeforeCycle: true });
  expect(await sentences()).toHaveLength(1);
  // More than it ever used lasts.
  await buyMinutes(app, accountId, '200.00');
  expect(await sentences()).toEqual([]);
  await app.end();
});
