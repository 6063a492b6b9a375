// 10,000 license assignments in one Accept, and the window of the account that has them; users from CSV beside papaparse.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { createApplication } from '../../electron/app/composition.ts';
import { createDataFiles } from '../../electron/db/dataFiles.ts';
import { LICENSE_TYPES } from '../../shared/values/licenseTypes.ts';
import { IMPORT_CHUNK_BYTES } from '../../shared/values/imports.ts';
import { figure } from './figure.ts';
import { BENCH_NOW, makeLargeCompany } from './support/largeCompany.ts';
import { percentile, timed } from './support/percentile.ts';
import { migrationsFolder } from '../support/testDatabase.ts';
import { testHost } from '../support/testHost.ts';

const USERS = 10_000;
const ROUNDS = 5;

const { folder, path } = await makeLargeCompany({ accounts: 1, receipts: 0 });
const file = await createDataFiles({ migrationsFolder, now: () => BENCH_NOW }).open(path);
const userIds = file.write((tx) => {
  for (const type of LICENSE_TYPES) file.licenses.saveTx(tx, { accountId: 1, type, quantity: 20_000, minimum: 0, contractPrice: null, paidThisPeriod: 20_000, scheduledQuantity: null });
  return Array.from({ length: USERS }, (_, index) => {
    const id = file.users.insertTx(tx, { accountId: 1, firstName: 'Many', lastName: `User${index}`, email: `many.${index}@example.com`, active: true, groupId: null });
    file.licenses.assignTx(tx, id, 'crm');
    return id;
  });
});
file.close();

const application = createApplication({
  paths: { dataFolder: folder, settingsFile: join(folder, 'settings.json'), migrationsFolder },
  host: testHost,
  clock: { now: () => BENCH_NOW },
  log: { info: () => undefined, error: (message, error) => console.error(message, error) },
  version: 'bench',
});
const failed = await application.start({ demo: false, dataFile: path });
if (failed !== null) throw new Error(failed.message);

async function call(route: string, input: unknown): Promise<unknown> {
  const answer = await application.invoke(route, input);
  if (!answer.ok) throw new Error(`${route}: ${answer.error.message}`);
  return answer.value;
}
async function revision(): Promise<number> {
  const view = await call('billingManager.view', { accountId: 1 });
  // The contract of billingManager.view says so.
  return (view as { readonly account: { readonly revision: number } }).account.revision;
}

const accepts: number[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  const input = {
    accountId: 1,
    commandId: crypto.randomUUID(),
    revision: await revision(),
    draft: { assignments: userIds.map((userId) => ({ userId, type: 'powerDialer', assigned: round % 2 === 0 })) },
    firstName: 'First0',
    lastName: 'Last0',
  };
  accepts.push(...(await timed(1, () => call('billingManager.accept', input))));
}
console.log(`      each Accept: ${accepts.map((time) => time.toFixed(0)).join(', ')} ms`);
figure({ name: '10,000 assignments in one Accept', value: percentile(accepts, 0.5), limit: 300, unit: 'ms' });

const views = await timed(10, () => call('billingManager.view', { accountId: 1 }));
figure({ name: 'Billing Manager of an account with 10,000 users', value: percentile(views, 0.5), limit: 150, unit: 'ms' });
const pages = await timed(30, () => call('users.page', { filter: { text: 'user99' }, limit: 200 }));
figure({ name: 'A window of 200 users of 10,000, searched', value: percentile(pages, 0.95), limit: 50, unit: 'ms' });

const ROWS = 100_000;
const csv = `email,first name,last name,account\n${Array.from({ length: ROWS }, (_, index) => `new.${index}@example.com,New,User${index},Account 00000\n`).join('')}`;
const bytes = Buffer.from(csv);
const pieces = Array.from({ length: Math.ceil(bytes.length / IMPORT_CHUNK_BYTES) }, (_, index) => bytes.subarray(index * IMPORT_CHUNK_BYTES, (index + 1) * IMPORT_CHUNK_BYTES).toString('base64'));
const longest: number[] = [];
const [reading = 0] = await timed(1, async () => {
  // The contract of import.begin says so.
  const { importId } = (await call('import.begin', { kind: 'users', fileName: 'users.csv', bytes: bytes.length })) as { readonly importId: string };
  for (const [index, base64] of pieces.entries()) longest.push(...(await timed(1, () => call('import.chunk', { importId, index, base64 }))));
  await call('import.cancel', { importId });
});
const [alone = 0] = await timed(1, () => Papa.parse(csv, { header: true }));
console.log(`      100,000 user rows read and checked: ${reading.toFixed(0)} ms, papaparse alone: ${alone.toFixed(0)} ms`);
figure({ name: 'Longest piece of an import of 100,000 rows', value: percentile(longest, 0.95), limit: 50, unit: 'ms' });

await application.close();
rmSync(folder, { recursive: true, force: true });
