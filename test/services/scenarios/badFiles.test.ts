import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { IMPORT_CHUNK_BYTES } from '../../../shared/values/imports.ts';
import { startTestCompany } from '../../support/signedInCompany.ts';
import type { TestCompany } from '../../support/signedInCompany.ts';
import { CRM, LEAST } from './scenarioFiles.ts';
import { upload } from './upload.ts';

/* What is refused is refused alike: the window and `quote` name the same code and the same place. */

const quoteCommand = join(import.meta.dirname, '..', '..', '..', 'electron', 'cli', 'quote.ts');
const json = (file: object): Uint8Array => new TextEncoder().encode(JSON.stringify(file));

let company: TestCompany;
beforeAll(async () => {
  company = await startTestCompany();
});
afterAll(() => company.app.end());

test.each<[string, () => Uint8Array, { code: string; path: string }]>([
  ['of another version', () => json({ ...LEAST, format: 'billing-scenario/2' }), { code: 'UNKNOWN_FORMAT', path: '/format' }],
  ['cut off', () => json({ ...LEAST, licenses: [CRM] }).slice(0, -12), { code: 'BAD_JSON', path: '' }],
  ['with an unknown key', () => json({ ...LEAST, licenses: [{ ...CRM, discount: '0.10' }] }), { code: 'BAD_INPUT', path: '/licenses/0/discount' }],
  ['of 50 MB', () => new Uint8Array(50_000_000).fill(0x20), { code: 'BAD_JSON', path: '' }],
  ['with a license twice', () => json({ ...LEAST, licenses: [CRM, { ...CRM, quantity: 2 }] }), { code: 'BAD_INPUT', path: '/licenses/1/type' }],
  ['with a day that its month does not have', () => json({ ...LEAST, asOf: '2014-02-29' }), { code: 'BAD_INPUT', path: '/asOf' }],
  ['with a session on such a day', () => json({ ...LEAST, sessions: [{ user: 'a', tool: 'fax', start: '2014-04-31T08:00', end: '2014-05-01T08:00' }] }), { code: 'BAD_INPUT', path: '/sessions/0/start' }],
  ['below a contract minimum', () => json({ ...LEAST, licenses: [{ ...CRM, newQuantity: 1, minimum: 5 }] }), { code: 'BELOW_CONTRACT_MINIMUM', path: '/licenses/0/newQuantity' }],
  ['that is not UTF-8', () => Uint8Array.of(0x22, 0xff, 0x22), { code: 'BAD_JSON', path: '' }],
  ['that is empty', () => new Uint8Array(), { code: 'BAD_JSON', path: '' }],
])('a file %s', async (_, make, expected) => {
  const bytes = make();
  const path = join(company.app.folder, 'bad.billing-scenario');
  writeFileSync(path, bytes);
  const quote = spawnSync(process.execPath, [quoteCommand, path], { encoding: 'utf8' });
  expect({ code: quote.status, out: quote.stdout }).toEqual({ code: 2, out: '' });
  const inQuote: unknown = JSON.parse(quote.stderr);
  expect(inQuote).toMatchObject(expected);
  expect(await refusedInWindow(bytes)).toEqual(inQuote);
  // The same by double click.
  company.app.application.offerScenario(path);
  expect(await company.app.call('scenarios.takeOffered', {})).toEqual({ files: [{ fileName: 'bad.billing-scenario', outcome: { kind: 'refused', failure: inQuote } }] });
});

/** A window sends a file piece by piece; one that is too large is refused at its first piece. */
async function refusedInWindow(bytes: Uint8Array): Promise<object> {
  const { app } = company;
  const uploadId = '7b3e0f64-6c1e-4f0e-9a53-0f2f6f3f7a10';
  const first = await app.application.invoke('scenarios.upload', { uploadId, purpose: 'scenario', bytes: bytes.length, index: 0, base64: Buffer.from(bytes.subarray(0, IMPORT_CHUNK_BYTES)).toString('base64') });
  return first.ok ? app.refused('scenarios.open', { uploadId: await upload(app, 'scenario', bytes) }) : first.error;
}
