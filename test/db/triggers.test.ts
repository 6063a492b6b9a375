import { beforeEach, describe, expect, it } from 'vitest';
import { CHAIN_START } from '../../electron/db/hashChain.ts';
import { aCharge, anActivity, aReceipt, aReceiptLine, aUsage, NOON } from '../support/builders.ts';
import { contentHash, runSql, testDataFile } from '../support/testDatabase.ts';

let path: string;

beforeEach(async () => {
  const file = await testDataFile();
  file.write((tx) => {
    file.charges.insertTx(tx, aCharge());
    file.receipts.issueTx(tx, aReceipt({ chargeId: 'charge-1', lines: [aReceiptLine(), aReceiptLine({ amount: '10.00' })], total: '92.26' }));
    file.charges.setStateTx(tx, 'charge-1', { state: 'approved', receiptNumber: 1, at: NOON });
    file.minutes.appendTx(tx, [aUsage()]);
    file.activity.appendTx(tx, anActivity());
  });
  file.close();
  ({ path } = file);
});

const columns = 'account_id, date, issued_at, kind, funding_source, authorised_by, period_start, period_end, null, total, line_count';
const copyReceipt = (number: number | string, previous = 'hash', verb = 'insert'): string =>
  `${verb} into receipts select ${String(number)}, ${columns}, ${previous}, hash from receipts where number = 1`;
const copyLine = (position: number, verb = 'insert', amount = 'amount'): string =>
  `${verb} into receipt_lines select receipt_number, ${String(position)}, product, name, description, quantity, unit_price, ${amount}, explanation from receipt_lines where position = 1`;
const copyActivity = (sequence: number, previous = 'hash'): string =>
  `insert into activity select ${String(sequence)}, at, operator_id, who, what, account_id, changes, ${previous}, hash from activity where sequence = 1`;

describe('the file itself refuses', () => {
  it.each([
    ['changing a receipt', 'update receipts set total = total + 1', 'a receipt is never changed'],
    ['changing a receipt to the same', 'update or replace receipts set total = total', 'a receipt is never changed'],
    ['removing a receipt', 'delete from receipts', 'a receipt is never removed'],
    ['changing a line', "update receipt_lines set name = 'x'", 'a receipt line is never changed'],
    ['removing a line', 'delete from receipt_lines where position = 2', 'a receipt line is never removed'],
    ['changing the ledger', 'update minutes_ledger set amount = 0', 'a ledger entry is never changed'],
    ['removing from the ledger', 'delete from minutes_ledger', 'a ledger entry is never removed'],
    ['replacing in the ledger', 'replace into minutes_ledger select id, account_id, at, kind, medium, quantity, rate, 0, receipt_number, note from minutes_ledger', 'a ledger entry is never changed'],
    ['changing activity', "update activity set who = 'x'", 'an activity entry is never changed'],
    ['removing activity', 'delete from activity', 'an activity entry is never removed'],
    ['a skipped receipt number', copyReceipt(3), 'receipt numbers run without gaps'],
    ['a receipt number used again', copyReceipt(1), 'receipt numbers run without gaps'],
    ['a receipt replaced', copyReceipt(1, 'hash', 'replace'), 'receipt numbers run without gaps'],
    ['a receipt without number', copyReceipt('null'), 'receipt numbers run without gaps'],
    ['a receipt outside the chain', copyReceipt(2, `'${CHAIN_START}'`), 'continue the chain of hashes'],
    ['a skipped activity entry', copyActivity(3), 'activity entries run without gaps'],
    ['activity outside the chain', copyActivity(2, `'${CHAIN_START}'`), 'continue the chain of hashes'],
    ['a line after the last', copyLine(3), 'a receipt gets no line after its last'],
    ['a skipped line', `begin; ${copyReceipt(2)}; insert into receipt_lines select 2, position, product, name, description, quantity, unit_price, amount, explanation from receipt_lines where position = 2; commit`, 'receipt lines run without gaps'],
    ['a line replaced', copyLine(1, 'replace', '0'), 'receipt lines run without gaps'],
    ['lines that do not add up', `begin; ${copyReceipt(2)}; insert into receipt_lines select 2, position, product, name, description, quantity, unit_price, amount + 1, explanation from receipt_lines; commit`, "a receipt's total is the sum of its lines"],
    ['removing a charge', 'delete from charges', 'a charge is never removed'],
    ['replacing a charge', "replace into charges select id, account_id, kind, 1, funding_source_id, created_at, effect, command_id, 'sent', state_at, null, null from charges", 'a charge id is used once'],
    ['changing what a charge is', 'update charges set total = 1', 'a charge changes its state alone'],
    ['reviving a settled charge', "update charges set state = 'sent', receipt_number = null", 'a settled charge stays settled'],
    ['taking the receipt from a charge', 'update charges set receipt_number = null', 'a settled charge stays settled'],
    ['renaming a shipped group', "update permission_groups set name = 'x' where id = 2", 'a shipped permission group is never changed'],
    ['removing a shipped group', 'delete from permission_groups where id = 2', 'a shipped permission group is never changed'],
    ['a capability more for a shipped group', "insert into group_capabilities values (3, 'manageData')", 'a shipped permission group is never changed'],
    ['another capability for a shipped group', "update group_capabilities set capability = 'manageData' where group_id = 3 and capability = 'viewBilling'", 'a shipped permission group is never changed'],
    ['a capability less for a shipped group', 'delete from group_capabilities where group_id = 1', 'a shipped permission group is never changed'],
  ])('%s', (_what, sql, message) => {
    const before = contentHash(path);
    expect(() => { runSql(path, sql); }).toThrow(message);
    expect(contentHash(path)).toBe(before);
  });

  it('nothing of what is in order', () => {
    runSql(path, `begin; ${copyReceipt(2)}; ${copyActivity(2)}; commit`);
  });
});
