import { readFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';
import { createDataFiles } from '../../electron/db/dataFiles.ts';
import { checkIntegrity } from '../../electron/db/integrity.ts';
import { emptiedAlways, stays, tablesOf } from '../../electron/db/reduceToAccount.ts';
import { writeReviewCopy } from '../../electron/db/writeReviewCopy.ts';
import type { DataFile } from '../../electron/services/ports/dataFile.ts';
import type { ReviewCopyStep } from '../../electron/services/ports/review.ts';
import type { ChargeEffect } from '../../electron/services/charges/chargeEffect.ts';
import { saveUsers } from '../../electron/services/users/saveUsers.ts';
import { makeDemonstration } from '../services/demonstration/makeDemonstration.ts';
import { aCharge, aPurchase, aUser, NOON, sessionColumns } from '../support/builders.ts';
import { contentHash, migrationsFolder, temporaryFolder } from '../support/testDatabase.ts';

const folder = temporaryFolder();
const files = createDataFiles({ migrationsFolder, now: () => NOON });
let source: DataFile;
let remoteOffice: number;
let whole: string;
let one: string;

function write(name: string, accountId: number | null): string {
  const unfinished = path.join(folder, `${name}.billing`);
  const steps: ReviewCopyStep[] = [];
  const order = { source: source.path, target: unfinished, accountId, madeAt: NOON };
  const findings = writeReviewCopy(order, { working: path.join(folder, `${name}.working`), unfinished }, (step) => steps.push(step));
  expect(findings).toEqual([]);
  expect(steps).toEqual(['copying', 'leavingOut', 'compacting', 'checking']);
  return unfinished;
}

function withConnection<T>(file: string, work: (connection: Database.Database) => T): T {
  const connection = new Database(file);
  try {
    return work(connection);
  } finally {
    connection.close();
  }
}
const texts = (file: string, sql: string): string[] => withConnection(file, (connection) => connection.prepare<[], string>(sql).pluck().all());

/** Who was one of the account, was named by its Activity and a charge of its own, got another name, and left for another account. */
const LEFT = [
  { firstName: 'Zedekiah', lastName: 'Quimby', later: 'Abernathy' },
  { firstName: 'Robert "Bob"', lastName: 'Zucker\\mandl', later: 'Zucker\\mandl' },
] as const;

function joinAndLeave(index: number, { firstName, lastName, later }: (typeof LEFT)[number]): void {
  const operator = source.users.operators()[0];
  const [elsewhere] = source.accounts.all();
  if (operator === undefined || elsewhere === undefined) throw new Error('The demonstration has no operator.');
  const joined = aUser({ accountId: remoteOffice, firstName, lastName, email: `joined.${index}@company-x.example`, groupId: null });
  const save = (what: string, before: Parameters<typeof saveUsers>[2][number]['before'], after: typeof joined): number => saveUsers({ file: source, operator }, { what, now: NOON }, [{ before, after }]).ids[0] ?? 0;
  const id = save(`Added the user ${firstName} ${lastName}`, null, joined);
  const who = `${operator.firstName} ${operator.lastName}`;
  const changes = [{ label: `${firstName} ${lastName}: CRM`, before: 'not assigned', after: 'assigned' }];
  const effect: ChargeEffect = {
    ...{ accountId: remoteOffice, kind: 'licensesAdded', lines: [], total: '82.26', receiptPeriod: { start: '2026-03-01', end: '2026-03-31' }, licenses: [], newPeriod: null },
    ...{ assignments: [{ userId: id, type: 'crm', assigned: true }], operatorId: operator.id, who, what: 'Changed license assignments', changes },
  };
  const [card] = source.fundingSources.byAccount(remoteOffice);
  source.write((tx) => {
    source.charges.insertTx(tx, aCharge({ id: `left-${index}`, accountId: remoteOffice, fundingSourceId: card?.id ?? 0, effect: JSON.stringify(effect) }));
    source.charges.setStateTx(tx, `left-${index}`, { state: 'declined', at: NOON, reason: 'The card was declined.' });
    source.minutes.appendTx(tx, [aPurchase({ accountId: remoteOffice, kind: 'adjustment', note: `Asked for by ${firstName} ${lastName}` })]);
    source.shiftPlans.insertTx(tx, { accountId: remoteOffice, name: `${firstName} ${lastName}, mornings`, tool: 'powerDialer', weekdays: [0], startMinute: 480, endMinute: 720, userIds: [] });
    source.activity.appendTx(tx, { at: NOON, operatorId: operator.id, who, what: effect.what, accountId: remoteOffice, changes });
  });
  if (later !== lastName) save(`Changed the user ${firstName} ${lastName}`, { ...joined, id }, { ...joined, lastName: later });
  const renamed = { ...joined, lastName: later };
  save(`Moved ${firstName} ${later}`, { ...renamed, id }, { ...renamed, accountId: elsewhere.id });
}

beforeAll(async () => {
  source = (await makeDemonstration(NOON)).file;
  remoteOffice = source.accounts.all().find(({ name }) => name === 'Remote Office')?.id ?? 0;
  source.write((tx) => {
    const user = source.users.byEmail('alice.brown@company-x.example') ?? source.users.all()[0];
    source.users.setCredentialsTx(tx, user?.id ?? 0, { passwordHash: `scrypt$1$1$1$${'ab'.repeat(16)}$${'cd'.repeat(32)}`, wrongTries: 1, nextTryAt: 0 });
    // One log of two accounts, with a user who has moved to another account since.
    const own = source.users.byAccount(remoteOffice)[0]?.id ?? 0;
    const log = source.toolSessions.insertLogTx(tx, { at: NOON, fileName: 'moved.csv' });
    source.toolSessions.appendTx(tx, log, remoteOffice, sessionColumns([[1, 9, own, 5], [2, 9, user?.id ?? 0, 5], [3, 9, 0, 6], [4, 9, user?.id ?? 0, 5]]));
    source.toolSessions.appendTx(tx, log, remoteOffice, sessionColumns([[5, 9, user?.id ?? 0, 5]]));
    source.toolSessions.appendTx(tx, log, user?.accountId ?? 0, sessionColumns([[6, 9, user?.id ?? 0, 5]]));
    const entry = { at: NOON, operatorId: null, who: 'Billing system', accountId: remoteOffice, changes: [] };
    source.activity.appendTx(tx, { ...entry, what: 'Something with OUTSIDE viewers in it' });
  });
  for (const [index, names] of LEFT.entries()) joinAndLeave(index, names);
  whole = write('whole', null);
  one = write('one', remoteOffice);
});

describe('a review copy of the whole file', () => {
  it('holds the same receipts, activity and ledger, and no password', async () => {
    const copy = await files.openForReview(whole);
    expect(copy.review?.copy).toEqual({ madeAt: NOON, accountName: null, activeUsers: source.users.activeCount(), leftOutReceipts: 0, leftOutActivity: 0 });
    expect(copy.receipts.page({}, null, 10_000)).toEqual(source.receipts.page({}, null, 10_000));
    expect(copy.activity.page(null, 10_000)).toEqual(source.activity.page(null, 10_000));
    expect(copy.accounts.all()).toEqual(source.accounts.all());
    copy.close();
    expect(readFileSync(whole).includes('scrypt')).toBe(false);
  });

  it('opens for review only', async () => {
    const before = contentHash(whole);
    await expect(files.open(whole)).rejects.toMatchObject({ failure: { code: 'REVIEW_ONLY', details: { file: whole } } });
    expect(contentHash(whole)).toBe(before);
  });

  it('is as guarded as any data file: the triggers are back', () => {
    const triggers = "select name from sqlite_schema where type = 'trigger' order by name";
    expect(texts(whole, triggers)).toEqual(texts(source.path, triggers));
  });
});

describe('a review copy of one account', () => {
  it('holds all that is its own', async () => {
    const copy = await files.openForReview(one);
    const filter = { accountId: remoteOffice };
    expect(copy.receipts.page({}, null, 10_000)).toEqual(source.receipts.page(filter, null, 10_000));
    expect(copy.receipts.count({})).toBe(source.receipts.count(filter));
    expect(copy.receipts.lastNumber()).toBe(source.receipts.lastNumber());
    expect(copy.minutes.totals(0, NOON).get(remoteOffice)).toEqual(source.minutes.totals(0, NOON).get(remoteOffice));
    expect(copy.users.all()).toEqual(source.users.byAccount(remoteOffice));
    expect(copy.users.activeCount()).toBe(source.users.activeCount());
    const kept = copy.activity.page(null, 10_000);
    expect(kept.length).toBeGreaterThan(10);
    expect(kept.every(({ accountId }) => accountId === remoteOffice)).toBe(true);
    copy.close();
  });

  it('holds the session blocks of the account alone, without the sessions of who has moved away', async () => {
    const copy = await files.openForReview(one);
    const sessionsIn = (file: DataFile, accountId: number): number[][] =>
      file.toolSessions.blocks(accountId, 0, Infinity).flatMap(({ id }) => {
        const { starts, ends, userIds, tools } = file.toolSessions.inBlock(id, 0, Infinity);
        return Array.from(starts, (start, place) => [start, ends[place] ?? 0, userIds[place] ?? 0, tools[place] ?? 0]);
      });
    const own = new Set([0, ...source.users.byAccount(remoteOffice).map(({ id }) => id)]);
    const all = sessionsIn(source, remoteOffice);
    const kept = sessionsIn(copy, remoteOffice);
    expect(kept).toEqual(all.filter(([, , userId]) => own.has(userId ?? 0)));
    expect(all.length - kept.length).toBe(3);
    expect(kept.length).toBeGreaterThan(2);
    for (const { id } of source.accounts.all()) if (id !== remoteOffice) expect(sessionsIn(copy, id)).toEqual([]);
    expect(texts(one, 'select distinct account_id from session_blocks')).toEqual([remoteOffice]);
    copy.close();
  });

  it('keeps what its own charges buy, and of their operators and assignments nothing', () => {
    expect(texts(one, "select effect ->> '$.total' from charges where id like 'left-%'")).toEqual(['82.26', '82.26']);
    const others = "effect ->> '$.who' <> 'Left out' or effect ->> '$.operatorId' is not null or effect ->> '$.assignments' <> '[]' or effect ->> '$.changes' <> '[]'";
    expect(texts(one, `select id from charges where ${others}`)).toEqual([]);
  });

  it('keeps number and hashes of what it leaves out, by which the chains are checked', () => {
    const receipts = (file: string, table: string): string[] => texts(file, `select number || previous_hash || hash from ${table} order by number`);
    const kept = withConnection(one, (connection) => connection.prepare("select count(*) from receipts").pluck().get());
    expect(kept).toBe(source.receipts.count({ accountId: remoteOffice }));
    expect([...receipts(one, "(select * from left_out where kind = 'receipt')"), ...receipts(one, 'receipts')].toSorted()).toEqual(receipts(source.path, 'receipts').toSorted());
    expect(withConnection(one, checkIntegrity)).toEqual([]);
  });

  it.each([
    ["update left_out set hash = replace(hash, substr(hash, 1, 1), 'f') where kind = 'receipt' and number = 1", 'altered'],
    ["delete from left_out where kind = 'activity' and number = 2", 'missing'],
    ["drop trigger receipts_no_update; update receipts set total = total + 1 where number = (select max(number) from receipts)", 'altered'],
  ])('shows that it was altered: %s', (sql, kind) => {
    const findings = withConnection(one, (connection) => {
      connection.exec(`begin; ${sql}`);
      const found = checkIntegrity(connection);
      connection.exec('rollback');
      return found;
    });
    expect(findings).toContainEqual(expect.objectContaining({ kind }));
  });

  it('has nothing of the others in its bytes: no name, no address, no line, no card', () => {
    const bytes = readFileSync(one).toString('latin1').toLowerCase();
    const others = `<> ${String(remoteOffice)}`;
    const acted = new Set(texts(one, 'select distinct who from activity union select distinct authorised_by from receipts'));
    const secrets = [
      ...texts(source.path, `select name from billing_accounts where id ${others}`),
      ...texts(source.path, `select email from users where account_id ${others}`),
      // Who authorised something on this account is named there.
      ...texts(source.path, `select first_name || ' ' || last_name from users where account_id ${others}`).filter((name) => !acted.has(name)),
      ...texts(source.path, `select distinct authorised_by from receipts where account_id ${others}`).filter((name) => !acted.has(name)),
      ...texts(source.path, `select distinct description from receipt_lines join receipts on number = receipt_number where account_id ${others} and product in ('training', 'consulting', 'implementation')`),
      ...texts(source.path, `select id from charges where account_id ${others}`),
      ...['Zedekiah', 'Quimby', 'Abernathy', '"Bob', 'Zucker', 'joined.0@', 'joined.1@'],
      'scrypt',
    ];
    expect(secrets.length).toBeGreaterThan(40);
    expect(secrets.filter((secret) => secret !== '' && bytes.includes(Buffer.from(secret, 'utf8').toString('latin1').toLowerCase()))).toEqual([]);
  });
});

it('every table says what becomes of its rows: a new one must, too', () => {
  expect(withConnection(source.path, tablesOf).toSorted()).toEqual([...Object.keys(stays), ...emptiedAlways].toSorted());
});
