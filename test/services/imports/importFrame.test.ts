import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { IMPORT_LIMIT_BYTES } from '../../../shared/values/imports.ts';
import { startTestApplication } from '../../support/testApplication.ts';
import type { TestApplication } from '../../support/testApplication.ts';
import { contentHash } from '../../support/testDatabase.ts';
import { importFile, refusedFile, sendFile } from './sendFile.ts';

let app: TestApplication;

beforeAll(async () => {
  app = await startTestApplication('2026-03-15T18:00:00.000Z');
});
afterAll(() => app.end());

const HEADER = 'email,first name,last name,account\n';
const line = (number: number, first = 'New'): string => `new.${number}@example.com,${first},Number${number},Headquarters\n`;
const hash = (): string => contentHash(`${app.folder}/demonstration.billing`);

describe('a file on its way', () => {
  test('writes nothing until it is applied, and then all of it once, however often it is asked', async () => {
    const before = hash();
    const { importId, dryRun } = await sendFile(app, HEADER + line(1) + line(2));
    expect(dryRun).toEqual({ rows: 2, added: 2, changed: 0, unchanged: 0, rejectedCount: 0, rejected: [], notes: [] });
    expect(hash()).toBe(before);

    const commandId = randomUUID();
    expect(await app.call('import.apply', { importId, commandId })).toEqual({ added: 2, changed: 0, unchanged: 0 });
    const after = hash();
    expect(await app.call('import.apply', { importId, commandId })).toEqual({ added: 2, changed: 0, unchanged: 0 });
    expect(hash()).toBe(after);
    expect(await sendFile(app, HEADER + line(1) + line(2))).toMatchObject({ dryRun: { added: 0, unchanged: 2 } });
    expect(await app.refused('import.apply', { importId: randomUUID(), commandId })).toMatchObject({ code: 'COMMAND_REUSED', path: '/commandId' });
  });

  test('is not begun under a name that looks like a card number', async () => {
    const before = hash();
    expect(await app.refused('import.begin', { kind: 'users', fileName: 'card 4242 4242 4242 4242.csv', bytes: 1 })).toMatchObject({ code: 'CARD_NUMBER', path: '/fileName' });
    expect(hash()).toBe(before);
  });

  test.each([1, 2, 7, 64])('may be cut anywhere: pieces of %i bytes', async (pieceBytes) => {
    const content = `\uFEFFemail,first name,last name,account\r\nzoe@example.com,Zoë,"Ødegård, ""Bo""",Headquarters\r\n\r\nli@example.com,李,Nguyễn 🐚,Remote Office`;
    const { dryRun } = await sendFile(app, content, { pieceBytes });
    expect(dryRun).toMatchObject({ rows: 2, added: 2, rejectedCount: 0 });
  });

  test('reads semicolons and tabs as its header line has them', async () => {
    expect((await sendFile(app, (HEADER + line(60)).replaceAll(',', ';'))).dryRun.added).toBe(1);
    expect((await sendFile(app, (HEADER + line(60)).replaceAll(',', '\t'))).dryRun.added).toBe(1);
  });

  test('knows a column by its name as other programs write it', async () => {
    expect((await sendFile(app, `"E-Mail",First_Name,LASTNAME, Account \n${line(60)}`)).dryRun).toMatchObject({ added: 1, rejectedCount: 0 });
  });

  test('names the line at fault, also after a value of several lines', async () => {
    const content = `${HEADER}${line(1)}new.2@example.com,"Two\nlines",Number2,Headquarters\nno address,New,Number3,Headquarters\nnew.4@example.com,New,Number4\ncut off\n`;
    expect((await sendFile(app, content)).dryRun.rejected).toEqual([
      { line: 3, reason: 'The first name has a character that no name has.' },
      { line: 5, reason: '“no address” is not an e-mail address.' },
      { line: 6, reason: 'This line has 3 values; the header has 4.' },
      { line: 7, reason: 'This line has 1 value; the header has 4.' },
    ]);
  });

  test('with a rejected line is not applied at all', async () => {
    const before = hash();
    const { importId, dryRun } = await sendFile(app, `${HEADER}${line(61)}no address,New,Number3,Headquarters\n`);
    expect(dryRun).toMatchObject({ added: 1, rejectedCount: 1 });
    expect(await app.refused('import.apply', { importId, commandId: randomUUID() })).toMatchObject({ code: 'BAD_INPUT', message: expect.stringContaining('Nothing was imported') });
    expect(hash()).toBe(before);
  });

  test('lists the first 500 rejected lines and counts the rest', async () => {
    const { dryRun } = await sendFile(app, HEADER + 'x,New,Number,Headquarters\n'.repeat(1200));
    expect(dryRun.rejectedCount).toBe(1200);
    expect(dryRun.rejected).toHaveLength(500);
    expect(dryRun.rejected[499]?.line).toBe(501);
  });

  test('that changed the users meanwhile is not applied on an old check', async () => {
    const { importId } = await sendFile(app, HEADER + line(50));
    await importFile(app, HEADER + line(50, 'Other'));
    const before = hash();
    expect(await app.refused('import.apply', { importId, commandId: randomUUID() })).toMatchObject({ code: 'CHANGED_SINCE_OPENED' });
    expect(hash()).toBe(before);
  });

  test('is gone once it is cancelled, and never belongs to another', async () => {
    const { importId } = await sendFile(app, HEADER + line(1));
    await app.call('import.cancel', { importId });
    expect(await app.refused('import.apply', { importId, commandId: randomUUID() })).toMatchObject({ code: 'NOT_FOUND', path: '/importId' });
  });

  test('sent twice in a piece is read once; out of order it is refused', async () => {
    const content = Buffer.from(HEADER + line(62));
    const { importId } = await app.call('import.begin', { kind: 'users', fileName: 'file.csv', bytes: content.length });
    const first = { importId, index: 0, base64: content.subarray(0, 60).toString('base64') };
    await app.call('import.chunk', first);
    await app.call('import.chunk', first);
    expect(await app.refused('import.chunk', { importId, index: 2, base64: '' })).toMatchObject({ code: 'BAD_INPUT', path: '/index' });
    await app.call('import.chunk', { importId, index: 1, base64: content.subarray(60).toString('base64') });
    expect(await app.call('import.finish', { importId })).toMatchObject({ rows: 1, added: 1 });
  });
});

describe('refused as a whole, with nothing imported', () => {
  let before: string;
  beforeEach(() => {
    before = hash();
  });
  afterEach(() => {
    expect(hash()).toBe(before);
  });

  test('200 MB, before a byte of it is sent', async () => {
    expect(await app.refused('import.begin', { kind: 'users', fileName: 'big.csv', bytes: 200 * 1024 * 1024 })).toMatchObject({
      code: 'BAD_INPUT',
      path: '/bytes',
      message: 'This file has 200 MB; up to 64 MB can be imported. Split it and import the parts one after the other.',
    });
    expect(await app.refused('import.begin', { kind: 'users', fileName: 'big.csv', bytes: IMPORT_LIMIT_BYTES + 1 })).toMatchObject({ message: expect.stringContaining('65 MB') });
  });

  test('more than it said', async () => {
    const { importId } = await app.call('import.begin', { kind: 'users', fileName: 'a.csv', bytes: 3 });
    expect(await app.refused('import.chunk', { importId, index: 0, base64: Buffer.from(HEADER).toString('base64') })).toMatchObject({ path: '/base64' });
  });

  test.each([
    ['Latin-1', Buffer.from(`${HEADER}${line(1)}new.2@example.com,Zo\u00eb,B,Headquarters\n`, 'latin1'), 3],
    ['UTF-16 with its mark', Buffer.from(`\uFEFF${HEADER}`, 'utf16le'), 1],
    ['UTF-16 without', Buffer.from(HEADER, 'utf16le'), 1],
    ['a character cut short at the end', Buffer.concat([Buffer.from(`${HEADER}${line(1)}new.2@example.com,`), Buffer.from([0xc3])]), 3],
  ])('wrong encoding: %s, with the line', async (_name, content, lineNumber) => {
    for (const pieceBytes of [5, 10_000]) {
      expect(await refusedFile(app, content, { pieceBytes })).toMatchObject({ code: 'BAD_INPUT', message: expect.stringMatching(new RegExp(`^Line ${lineNumber} is not text in UTF-8`)) });
    }
  });

  test.each([
    ['no line at all', '', /first line is empty/],
    ['a column twice, written in two ways', 'email,first name,First_Name,last name,account\n', /"first name" is there twice/],
    ['an unknown column', 'email,first name,last name,account,shoe size\n', /"shoe size" is not known/],
    ['a missing column', 'email,first name,last name\n', /"account" is missing/],
    ['a column twice', 'email,email,first name,last name,account\n', /there twice/],
    ['no CSV', Buffer.alloc(1_500_000, 'a'), /too long: this is no CSV/],
    ['a quotation mark never closed', `${HEADER}"${line(1).repeat(40_000)}`, /quotation mark is never closed/],
  ])('%s', async (_name, content, message) => {
    expect(await refusedFile(app, content)).toMatchObject({ code: 'BAD_INPUT', message: expect.stringMatching(message) });
  });
});

test('a million rows are enough', async () => {
  expect(await refusedFile(app, HEADER + 'x\n'.repeat(1_000_001))).toMatchObject({ code: 'BAD_INPUT', message: expect.stringContaining('more than 1,000,000 rows') });
});

test('rows of separators alone, which spreadsheets leave where rows were cleared, are no lines', async () => {
  expect((await sendFile(app, `${HEADER}${line(91)},,,\n , ,,\n`)).dryRun).toMatchObject({ rows: 1, rejectedCount: 0 });
});
