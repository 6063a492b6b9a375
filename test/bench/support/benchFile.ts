import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDataFiles } from '../../../electron/db/dataFiles.ts';
import { STARTING_PRICES } from '../../../electron/services/company/startingPrices.ts';
import type { DataFile } from '../../../electron/services/ports/dataFile.ts';
import type { Tx } from '../../../electron/services/ports/transaction.ts';
import { migrationsFolder } from '../../support/testDatabase.ts';

/** Makes a data file (a demonstration, so that nobody has to sign in) with prices and what `fill` adds; returns its folder and path. */
export async function makeBenchFile(now: number, fill: (file: DataFile, tx: Tx) => void): Promise<{ folder: string; path: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'billing-desk-bench-'));
  const path = join(folder, 'bench.billing');
  const company = { name: 'Bench', timeZone: 'America/Denver', demonstration: true, fileId: 'bench' };
  const file = await createDataFiles({ migrationsFolder, now: () => now }).create(path, company, (made, tx) => {
    for (const [item, unitPrice] of Object.entries(STARTING_PRICES)) made.prices.insertTx(tx, { item, effectiveFrom: '2020-01-01', unitPrice });
    fill(made, tx);
  });
  file.close();
  return { folder, path };
}

/** Adds the account of that place, with automatic recharge and a card; the first one is the primary one. Returns its id. */
export function addBenchAccount(file: DataFile, tx: Tx, index: number): number {
  const accountId = file.accounts.insertTx(tx, {
    name: `Account ${String(index).padStart(5, '0')}`,
    primary: index === 0,
    billingDay: 1,
    periodStart: '2026-03-01',
    nextBillingDate: '2026-04-01',
    pastDue: false,
    autoRecharge: true,
    reserveDays: 7,
    rechargeDays: 14,
    leastReserve: '0.00',
    leastRecharge: '0.00',
    divideByAge: false,
  });
  file.fundingSources.insertTx(tx, { accountId, position: 1, kind: 'card', institution: 'Visa', lastFour: '4242', expires: '2030-12', holder: 'First Last' });
  return accountId;
}

/** What the account begins with, at that moment, epoch milliseconds. */
export function addOpeningBalance(file: DataFile, tx: Tx, accountId: number, at: number, amount: string): void {
  file.minutes.appendTx(tx, [{ accountId, at, kind: 'adjustment', medium: null, quantity: null, rate: null, amount, receiptNumber: null, note: 'Opening balance' }]);
}
