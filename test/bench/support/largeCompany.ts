import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDataFiles } from '../../../electron/db/dataFiles.ts';
import { STARTING_PRICES } from '../../../electron/services/company/startingPrices.ts';
import type { DataFile } from '../../../electron/services/ports/dataFile.ts';
import type { Tx } from '../../../electron/services/ports/transaction.ts';
import { LICENSE_TYPES } from '../../../shared/values/licenseTypes.ts';
import { migrationsFolder } from '../../support/testDatabase.ts';

export const BENCH_NOW = Date.UTC(2026, 2, 15, 18);

const DAY_MS = 86_400_000;
const LINES = 4;

export interface LargeCompany {
  readonly accounts: number;
  readonly receipts: number;
}

/** Makes a data file (a demonstration, so that nobody has to sign in) with that many accounts, eight licenses each, and receipts of four lines each; returns its folder and path. */
export async function makeLargeCompany({ accounts, receipts }: LargeCompany): Promise<{ folder: string; path: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'billing-desk-bench-'));
  const path = join(folder, 'large.billing');
  const company = { name: 'Large', timeZone: 'America/Denver', demonstration: true, fileId: 'bench' };
  const file = await createDataFiles({ migrationsFolder, now: () => BENCH_NOW }).create(path, company, (made, tx) => {
    for (const [item, unitPrice] of Object.entries(STARTING_PRICES)) made.prices.insertTx(tx, { item, effectiveFrom: '2020-01-01', unitPrice });
    for (let index = 0; index < accounts; index += 1) addAccount(made, tx, index);
    for (let index = 0; index < receipts; index += 1) addReceipt(made, tx, (index % accounts) + 1, BENCH_NOW - (receipts - index) * 60_000);
  });
  file.close();
  return { folder, path };
}

function addAccount(file: DataFile, tx: Tx, index: number): void {
  const accountId = file.accounts.insertTx(tx, {
    name: `Account ${String(index).padStart(3, '0')}`,
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
  for (const [position, type] of LICENSE_TYPES.entries()) {
    file.licenses.saveTx(tx, { accountId, type, quantity: 10 + position, minimum: 0, contractPrice: position === 3 ? '22.50' : null, paidThisPeriod: 10 + position, scheduledQuantity: null });
  }
  for (let user = 0; user < 5; user += 1) {
    const userId = file.users.insertTx(tx, { accountId, firstName: `First${user}`, lastName: `Last${index}`, email: `u${user}.${index}@example.com`, active: true, groupId: index === 0 && user === 0 ? 1 : null });
    file.licenses.assignTx(tx, userId, 'crm');
    file.licenses.assignTx(tx, userId, 'powerDialer');
  }
  file.fundingSources.insertTx(tx, { accountId, position: 1, kind: 'card', institution: 'Visa', lastFour: '4242', expires: '2030-12', holder: 'First Last' });
  const usage = Array.from({ length: 30 }, (_, day) => ({ accountId, at: BENCH_NOW - (day + 1) * DAY_MS, kind: 'usage' as const, medium: 'call' as const, quantity: '100', rate: '0.02', amount: '-2.00', receiptNumber: null, note: '' }));
  file.minutes.appendTx(tx, [...usage, { accountId, at: BENCH_NOW - 40 * DAY_MS, kind: 'adjustment', medium: null, quantity: null, rate: null, amount: '500.00', receiptNumber: null, note: 'Opening balance' }]);
}

function addReceipt(file: DataFile, tx: Tx, accountId: number, issuedAt: number): void {
  file.receipts.issueTx(tx, {
    accountId,
    date: new Date(issuedAt).toISOString().slice(0, 10),
    issuedAt,
    kind: 'recurring',
    fundingSource: 'Visa ending 4242',
    authorisedBy: 'Billing system',
    periodStart: '2026-03-01',
    periodEnd: '2026-03-31',
    chargeId: null,
    lines: LICENSE_TYPES.slice(0, LINES).map((product) => ({ product, name: product, description: '', quantity: 2, unitPrice: '25.00', amount: '50.00', explanation: { rule: 'Each license is charged its price for the whole month.', inputs: [{ label: 'Quantity', value: '2' }], calculation: '25.00 × 2 = 50.00' } })),
    total: '200.00',
  });
}
