import { chmodSync, copyFileSync, existsSync, statSync, truncateSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Refusal } from '../../shared/errors.ts';
import { anAccount } from '../support/builders.ts';
import { contentHash, testDataFile, testDataFiles } from '../support/testDatabase.ts';

function refusalOf(work: () => void): string {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error.failure.code;
  }
  throw new Error('It was not refused.');
}

test('a copy is whole, and takes the place of the file; one that is cut off, or of an open file, does not', async () => {
  const files = testDataFiles();
  const file = await testDataFile();
  const copy = `${file.path}.start`;
  await file.copyTo(copy);
  const before = contentHash(copy);
  expect(before).toBe(contentHash(file.path));
  file.write((tx) => file.accounts.insertTx(tx, anAccount({ name: 'Later', primary: false })));
  expect(refusalOf(() => files.putBack(file.path, copy))).toBe('DATA_FILE_IN_USE');
  file.close();
  const changed = contentHash(file.path);

  copyFileSync(copy, `${copy}.cut`);
  truncateSync(`${copy}.cut`, 5000);
  expect(refusalOf(() => files.putBack(file.path, `${copy}.cut`))).toBe('DATA_FILE_DAMAGED');
  expect(refusalOf(() => files.putBack(file.path, `${copy}.missing`))).toBe('FILE_UNREADABLE');
  expect(contentHash(file.path)).toBe(changed);

  const { ino, mode } = statSync(file.path);
  chmodSync(copy, 0o444);
  const kept = `${file.path}.kept`;
  files.putBack(file.path, copy, { alreadyRead: false, keepAs: kept });
  expect(contentHash(file.path)).toBe(before);
  expect(existsSync(copy)).toBe(false);
  // What is kept is the very file, and who could write it still can.
  expect(statSync(kept).ino).toBe(ino);
  expect(contentHash(kept)).toBe(changed);
  expect(statSync(file.path).mode).toBe(mode);
});
