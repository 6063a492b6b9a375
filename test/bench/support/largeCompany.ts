import type { DataFile } from '../../../electron/services/ports/dataFile.ts';
import type { Tx } from '../../../electron/services/ports/transaction.ts';
import { LICENSE_TYPES } from '../../../shared/values/licenseTypes.ts';
import { addBenchAccount, addOpeningBalance, makeBenchFile } from './benchFile.ts';

export const BENCH_NOW = Date.UTC(2026, 2, 15, 18);

const DAY_MS = 86_400_000;
const LINES = 4;

export interface LargeCompany {
  readonly accounts: number;
  readonly receipts: number;
}

/** Makes a data file with that many accounts, eight licenses each, and receipts of four lines each; returns its folder and path. */
export async function makeLargeCompany({ accounts, receipts }: LargeCompany): Promise<{ folder: string; path: string }> {
  return makeBenchFile(BENCH_NOW, (file, tx) => {
    for (let index = 0; index < accounts; index += 1) addAccount(file, tx, index);
    for (let index = 0; index < receipts; index += 1) addReceipt(file, tx, (index % accounts) + 1, BENCH_NOW - (receipts - index) * 60_000);
  });
}

function addAccount(file: DataFile, tx: Tx, index: number): void {
  const accountId = addBenchAccount(file, tx, index);
  for (const [position, type] of LICENSE_TYPES.entries()) {
    file.licenses.saveTx(tx, { accountId, type, quantity: 10 + position, minimum: 0, contractPrice: position === 3 ? '22.50' : null, paidThisPeriod: 10 + position, scheduledQuantity: null });
  }
  for (let user = 0; user < 5; user += 1) {
    const userId = file.users.insertTx(tx, { accountId, firstName: `First${user}`, lastName: `Last${index}`, email: `u${user}.${index}@example.com`, active: true, groupId: index === 0 && user === 0 ? 1 : null });
    file.licenses.assignTx(tx, userId, 'crm');
    file.licenses.assignTx(tx, userId, 'powerDialer');
  }
  const usage = Array.from({ length: 30 }, (_, day) => ({ accountId, at: BENCH_NOW - (day + 1) * DAY_MS, kind: 'usage' as const, medium: 'call' as const, quantity: '100', rate: '0.02', amount: '-2.00', receiptNumber: null, note: '' }));
  file.minutes.appendTx(tx, usage);
  addOpeningBalance(file, tx, accountId, BENCH_NOW - 40 * DAY_MS, '500.00');
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
