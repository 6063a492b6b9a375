import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { contentHash, runSql, testDataFile } from '../support/testDatabase.ts';

it('sees any change of content, and leaves the file and its folder as they were', async () => {
  const file = await testDataFile();
  const open = contentHash(file.path);
  file.close();
  const bytes = readFileSync(file.path);
  expect(contentHash(file.path)).toBe(open);
  expect(readFileSync(file.path).equals(bytes)).toBe(true);
  expect(readdirSync(path.dirname(file.path))).toEqual(['company.billingdesk']);
  runSql(file.path, 'update service_licenses set quantity = quantity + 1');
  expect(contentHash(file.path)).not.toBe(open);
});
