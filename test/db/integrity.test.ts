import Database from 'better-sqlite3';
import { beforeEach, describe, expect, it } from 'vitest';
import { receiptHash } from '../../electron/db/hashChain.ts';
import type { StoredLine, StoredReceipt } from '../../electron/db/hashChain.ts';
import { findingInWords } from '../../electron/domain/finding.ts';
import type { Finding } from '../../electron/domain/finding.ts';
import { checkIntegrity } from '../../electron/db/integrity.ts';
import { packSessions, sessionBlockHash } from '../../electron/db/values/sessionBlock.ts';
import { aCharge, anActivity, aReceipt, aReceiptLine, aUsage, NOON, sessionColumns } from '../support/builders.ts';
import { runSql, testDataFile, testDataFiles } from '../support/testDatabase.ts';

let path: string;

beforeEach(async () => {
  const file = await testDataFile();
  file.write((tx) => {
    file.charges.insertTx(tx, aCharge());
    const receiptNumber = file.receipts.issueTx(tx, aReceipt({ chargeId: 'charge-1' }));
    file.charges.setStateTx(tx, 'charge-1', { state: 'approved', receiptNumber, at: NOON });
    for (const quantity of [1, 2, 3]) file.receipts.issueTx(tx, aReceipt({ lines: [aReceiptLine({ quantity })] }));
    file.toolSessions.appendTx(tx, file.toolSessions.insertLogTx(tx, { at: NOON, fileName: 'log.csv' }), 1, sessionColumns([[NOON, NOON + 5, 1, 5], [NOON + 2, NOON + 9, 0, 6]]));
    for (const what of ['One', 'Two', 'Three']) file.activity.appendTx(tx, anActivity({ what }));
  });
  file.close();
  ({ path } = file);
});

/** Alters the file as a person with other tools would: with the triggers out of the way meanwhile. */
function tamper(sql: string): readonly Finding[] {
  const connection = new Database(path);
  connection.pragma('foreign_keys = OFF');
  const triggers = connection.prepare<[], { name: string; sql: string }>("select name, sql from sqlite_schema where type = 'trigger'").all();
  connection.exec(triggers.map(({ name }) => `drop trigger "${name}";`).join('\n'));
  connection.exec(sql);
  connection.exec(triggers.map((trigger) => `${trigger.sql};`).join('\n'));
  const findings = checkIntegrity(connection);
  connection.close();
  return findings;
}

const altered = (of: 'receipt' | 'activity', number: number): Finding => ({ kind: 'altered', of, number });

it('finds nothing in a whole file', () => {
  expect(tamper('select 1')).toEqual([]);
});

describe('finds what was altered behind the triggers:', () => {
  it.each([
    ['account_id = 2', 'insert into billing_accounts select 2, name, 0, billing_day, next_billing_date, period_start, 0, 0, 0, 7, 14, 0, 0, 0 from billing_accounts;'],
    ["date = '2026-03-16'", ''],
    ['issued_at = issued_at + 1', ''],
    ["kind = 'products'", ''],
    ["funding_source = 'Visa ending 4243'", ''],
    ["authorised_by = 'Ann Borg'", ''],
    ["period_start = '2026-03-01', period_end = '2026-03-31'", ''],
    ["charge_id = 'charge-1'", 'update receipts set charge_id = null where number = 1;'],
    ['total = total + 1', ''],
    ['line_count = 2', ''],
    ["hash = replace(hash, substr(hash, 1, 1), 'f')", ''],
    [`previous_hash = '${'0'.repeat(64)}'`, ''],
  ])('a receipt with %s', (change, before) => {
    expect(tamper(`${before} update receipts set ${change} where number = 2`)).toContainEqual(altered('receipt', 2));
  });

  it.each(["product = 'fax'", "name = 'Fax'", "description = ''", 'quantity = 2', 'unit_price = 1', 'amount = 1', 'explanation = null', 'position = 2'])('a line with %s', (change) => {
    expect(tamper(`update receipt_lines set ${change} where receipt_number = 2`)).toEqual([altered('receipt', 2)]);
  });

  it('a line taken away, a line added', () => {
    expect(tamper('delete from receipt_lines where receipt_number = 2; insert into receipt_lines select 3, 2, product, name, description, quantity, unit_price, amount, explanation from receipt_lines where receipt_number = 3')).toEqual([altered('receipt', 2), altered('receipt', 3)]);
  });

  it.each(['at = at + 1', 'operator_id = null', "who = 'x'", "what = 'x'", 'account_id = null', "changes = '[]'", `previous_hash = '${'a'.repeat(64)}'`])('an activity entry with %s', (change) => {
    expect(tamper(`update activity set ${change} where sequence = 2`)).toEqual([altered('activity', 2)]);
  });

  it('a hash made anew, by the entry after it', () => {
    expect(tamper(`update activity set hash = '${'b'.repeat(64)}' where sequence = 2`)).toEqual([altered('activity', 2), altered('activity', 3)]);
  });
});

describe('finds what is missing:', () => {
  it('receipts in the middle', () => {
    expect(tamper('delete from receipt_lines where receipt_number in (2, 3); delete from receipts where number in (2, 3)')).toEqual([{ kind: 'missing', of: 'receipt', from: 2, to: 3 }]);
  });

  it('the last receipt', () => {
    expect(tamper('delete from receipt_lines where receipt_number = 4; delete from receipts where number = 4')).toEqual([{ kind: 'missing', of: 'receipt', from: 4, to: 4 }]);
  });

  it('the first activity entry, and the last', () => {
    expect(tamper('delete from activity where sequence in (1, 3)')).toEqual([
      { kind: 'missing', of: 'activity', from: 1, to: 1 },
      { kind: 'missing', of: 'activity', from: 3, to: 3 },
    ]);
  });

  it('the receipt that a line belongs to', () => {
    expect(tamper('delete from receipts where number = 4')).toContainEqual({ kind: 'danglingReference', table: 'receipt_lines', refersTo: 'receipts' });
  });
});

describe('a number that was given is not given again', () => {
  it.each(['receipts', 'activity'])('where the last row of %s was removed', async (table) => {
    const gone = table === 'receipts' ? 'delete from receipt_lines where receipt_number = 4; delete from receipts where number = 4' : 'delete from activity where sequence = 3';
    expect(tamper(gone)).toHaveLength(1);
    const file = await testDataFiles().open(path);
    file.write((tx) => {
      file.receipts.issueTx(tx, aReceipt({}));
      file.activity.appendTx(tx, anActivity({ what: 'Four' }));
    });
    file.close();
    expect(tamper('select 1')).toEqual([table === 'receipts' ? { kind: 'missing', of: 'receipt', from: 4, to: 4 } : { kind: 'missing', of: 'activity', from: 3, to: 3 }]);
  });
});

describe('finds beside the chains', () => {
  it.each<[string, string, Finding, string]>([
    ['a guard that is gone', 'select 1', { kind: 'unguarded', table: 'receipts' }, 'What keeps the rows of "receipts" from being changed is gone.'],
    ['a shipped group that allows more', "insert into group_capabilities values (3, 'manageUsers')", { kind: 'changedGroup', name: 'Billing Viewer' }, 'The permission group Billing Viewer does not allow what it was shipped with.'],
    ['no primary account', 'update billing_accounts set is_primary = 0', { kind: 'noPrimary' }, 'No billing account is primary, or more than one.'],
    ['a ledger entry that is gone', 'delete from minutes_ledger where id = 1', { kind: 'missingEntries', count: 1 }, 'An entry of the minutes ledger is missing.'],
    ['minutes without a receipt', "insert into minutes_ledger select 3, account_id, at, 'purchase', null, null, null, 1, null, '' from minutes_ledger where id = 1", { kind: 'wrongEntry', id: 3, receiptNumber: null }, 'Entry 3 of the minutes ledger does not cost its quantity times its rate, or was bought without a receipt.'],
  ])('%s', async (_name, sql, finding, sentence) => {
    const file = await testDataFiles().open(path);
    file.write((tx) => {
      file.minutes.appendTx(tx, [aUsage(), aUsage()]);
    });
    file.close();
    if (finding.kind === 'unguarded') runSql(path, 'drop trigger receipts_no_update');
    expect(tamper(sql)).toEqual([finding]);
    expect(findingInWords(finding)).toBe(sentence);
  });
});

describe('finds in a session block', () => {
  const wrong: Finding = { kind: 'wrongSessionBlock', id: 1, fileName: 'log.csv' };
  /** A content whose hash was made anew. */
  const rewritten = (rows: Parameters<typeof sessionColumns>[0]): string => {
    const packed = packSessions(sessionColumns(rows), 0, rows.length);
    return `content = x'${packed.toString('hex')}', hash = '${sessionBlockHash(packed)}'`;
  };

  it.each([
    ['a start', 7],
    ['an end', 31],
    ['a user', 35],
    ['a tool', 41],
  ])('one byte altered, of %s', (_what, place) => {
    const digits = 2 * place;
    expect(tamper(`update session_blocks set content = unhex(substr(hex(content), 1, ${String(digits)}) || 'AA' || substr(hex(content), ${String(digits + 3)}))`)).toEqual([wrong]);
  });

  it.each([
    ['another first start', 'first_start = first_start - 1'],
    ['another last start', 'last_start = last_start + 1'],
    ['another hash', `hash = '${'a'.repeat(64)}'`],
    ['a session that ends before its start', rewritten([[NOON, NOON, 1, 5], [NOON + 2, NOON + 9, 0, 6]])],
    ['a tool that there is not', rewritten([[NOON, NOON + 5, 1, 7], [NOON + 2, NOON + 9, 0, 6]])],
  ])('%s', (_what, change) => {
    expect(tamper(`update session_blocks set ${change}`)).toEqual([wrong]);
  });

  it('sessions that are not in order', () => {
    const [first, second, third, ...ends] = [NOON, NOON + 2, NOON + 1, NOON + 9, NOON + 9, NOON + 9].map((moment) => moment.toString(16).padStart(16, '0'));
    const content = Buffer.from([first, second, third, ...ends, '00000000'.repeat(3), '060606'].join(''), 'hex');
    expect(tamper(`update session_blocks set count = 3, last_start = ${String(NOON + 1)}, content = x'${content.toString('hex')}', hash = '${sessionBlockHash(content)}'`)).toEqual([wrong]);
  });

  it('another count', () => {
    expect(tamper('pragma ignore_check_constraints = on; update session_blocks set count = 3; pragma ignore_check_constraints = off')).toEqual([{ kind: 'damaged', report: 'CHECK constraint failed in session_blocks' }]);
  });

  it('a user who is not there', () => {
    expect(tamper(`update session_blocks set ${rewritten([[NOON, NOON + 5, 9, 5], [NOON + 2, NOON + 9, 0, 6]])}`)).toEqual([{ kind: 'danglingReference', table: 'session_blocks', refersTo: 'users' }]);
  });
});

describe('finds what does not add up:', () => {
  it('a total that is not the sum of its lines, its hash made anew', () => {
    const connection = new Database(path, { readonly: true });
    const row = connection
      .prepare<[], StoredReceipt>(
        `select number, account_id accountId, date, issued_at issuedAt, kind, funding_source fundingSource, authorised_by authorisedBy,
          period_start periodStart, period_end periodEnd, charge_id chargeId, total, line_count lineCount from receipts where number = 4`,
      )
      .get();
    const lines = connection.prepare<[], StoredLine>('select position, product, name, description, quantity, unit_price unitPrice, amount, explanation from receipt_lines where receipt_number = 4').all();
    const previous = connection.prepare<[], string>('select hash from receipts where number = 3').pluck().get() ?? '';
    connection.close();
    if (row === undefined) throw new Error('There is no receipt 4.');
    const hash = receiptHash(previous, { ...row, total: 1 }, lines);
    expect(tamper(`update receipts set total = 1, hash = '${hash}' where number = 4`)).toEqual([{ kind: 'unequalTotal', number: 4, total: 1, lines: row.total }]);
  });

  it('usage that does not cost its quantity times its rate', () => {
    const usage = (amount: number): string => `insert into minutes_ledger (account_id, at, kind, medium, quantity, rate, amount, note) values (1, 1, 'usage', 'call', 2500000, 20000, ${String(amount)}, '');`;
    expect(tamper(`${usage(-50_000)} ${usage(-50_001)}`)).toEqual([{ kind: 'wrongEntry', id: 2, receiptNumber: null }]);
  });

  it('minutes that a receipt sold: not entered, entered with another amount', () => {
    const kind = "update receipts set kind = 'minutes' where number = 3;";
    expect(tamper(kind)).toContainEqual({ kind: 'notEntered', receiptNumber: 3 });
    expect(tamper("insert into minutes_ledger (account_id, at, kind, amount, receipt_number, note) values (1, 1, 'purchase', 5, 3, '')")).toContainEqual({ kind: 'wrongEntry', id: 1, receiptNumber: 3 });
  });

  it('a payment that says something else than its receipt', () => {
    expect(tamper("update charges set total = total + 1 where id = 'charge-1'")).toEqual([{ kind: 'wrongCharge', receiptNumber: 1 }]);
    expect(tamper("update charges set receipt_number = 2 where id = 'charge-1'")).toContainEqual({ kind: 'wrongCharge', receiptNumber: 1 });
  });

  it('a row that may not stand in its table', () => {
    const findings = tamper('pragma ignore_check_constraints = on; update users set active = 7; pragma ignore_check_constraints = off');
    expect(findings).toEqual([{ kind: 'damaged', report: 'CHECK constraint failed in users' }]);
    expect(findings.map(findingInWords)).toEqual(['The file itself is damaged: CHECK constraint failed in users.']);
  });

  it('each of it is told in words', () => {
    const words: [Finding, string][] = [
      [{ kind: 'danglingReference', table: 'users', refersTo: 'billing_accounts' }, 'A row of "users" names one of "billing_accounts" that is not there.'],
      [{ kind: 'missing', of: 'receipt', from: 2, to: 3 }, 'Receipts 000002 to 000003 are missing.'],
      [{ kind: 'missing', of: 'activity', from: 4, to: 4 }, 'Activity entry 4 is missing.'],
      [{ kind: 'altered', of: 'receipt', number: 12 }, 'Receipt 000012 was changed after it was written.'],
      [{ kind: 'unequalTotal', number: 4, total: 1, lines: 8226 }, 'The lines of receipt 000004 add up to $82.26, its total says $0.01.'],
      [{ kind: 'wrongEntry', id: 2, receiptNumber: null }, 'Entry 2 of the minutes ledger does not cost its quantity times its rate, or was bought without a receipt.'],
      [{ kind: 'wrongEntry', id: 1, receiptNumber: 3 }, 'Entry 1 of the minutes ledger is not what receipt 000003 says.'],
      [{ kind: 'notEntered', receiptNumber: 3 }, 'The minutes of receipt 000003 are not in the minutes ledger.'],
      [{ kind: 'wrongCharge', receiptNumber: 1 }, 'Receipt 000001 and its payment do not say the same.'],
      [{ kind: 'wrongSessionBlock', id: 3, fileName: 'log.csv' }, 'Session block 3, of the session log log.csv, is damaged.'],
    ];
    expect(words.map(([finding]) => findingInWords(finding))).toEqual(words.map(([, sentence]) => sentence));
  });
});

describe('is not fooled by', () => {
  it('a guard that was replaced by one of its name that refuses nothing', () => {
    const connection = new Database(path);
    connection.exec('drop trigger receipts_no_update; create trigger receipts_no_update before update on receipts begin select 1; end');
    expect(checkIntegrity(connection)).toContainEqual({ kind: 'unguarded', table: 'receipts' });
    connection.close();
  });

  const LEFT_OUT = 'create table left_out (kind text not null, number integer not null, previous_hash text not null, hash text not null, primary key (kind, number));';

  it.each([
    ['receipt', `${LEFT_OUT} insert into left_out select 'receipt', number, previous_hash, hash from receipts where number = 2; delete from receipt_lines where receipt_number = 2; delete from receipts where number = 2`],
    ['activity', `${LEFT_OUT} insert into left_out select 'activity', sequence, previous_hash, hash from activity where sequence = 2; delete from activity where sequence = 2`],
  ] as const)('a data file that says, as a review copy may, that it left out a row: %s', (of, sql) => {
    expect(tamper(sql)).toContainEqual({ kind: 'missing', of, from: 2, to: 2 });
  });

  it.each([
    ['receipt', -1, 'insert into receipts select -1, account_id, date, issued_at, kind, funding_source, authorised_by, period_start, period_end, charge_id, total, line_count, previous_hash, hash from receipts where number = 2'],
    ['activity', 0, "insert into activity select 0, at, operator_id, who, 'Forged', account_id, changes, previous_hash, hash from activity where sequence = 1"],
  ] as const)('a row that was added below number 1: %s', (of, number, sql) => {
    expect(tamper(`pragma ignore_check_constraints = on; ${sql}; pragma ignore_check_constraints = off`)).toContainEqual(altered(of, number));
  });
});
