import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeWhole } from '../../electron/app/writeWhole.ts';
import { temporaryFolder } from '../support/testDatabase.ts';

test('a file that cannot be written is refused in words', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'missing', 'receipts.csv');
  await expect(writeWhole(path, ['a,b\n'])).rejects.toMatchObject({ failure: { code: 'FILE_UNREADABLE', message: `There is no folder ${join(folder, 'missing')}.` } });
  expect(readdirSync(folder)).toEqual([]);
});

test('pieces that end in an error leave no file', async () => {
  const path = join(temporaryFolder(), 'receipts.csv');
  const pieces = function* (): Generator<string> {
    yield 'a,b\n';
    throw new Error('No more');
  };
  await expect(writeWhole(path, pieces())).rejects.toThrow('No more');
  expect(existsSync(path)).toBe(false);
});
