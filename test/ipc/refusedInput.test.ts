import { afterAll, beforeAll, expect, test } from 'vitest';
import { contracts } from '../../shared/contracts/index.ts';
import { contentHash } from '../support/testDatabase.ts';
import { startTestApplication } from '../support/testApplication.ts';
import type { TestApplication } from '../support/testApplication.ts';

/** Inputs no contract accepts: each is an object with known keys alone. */
const NEVER_RIGHT: readonly unknown[] = [null, undefined, 7, 'text', [], true, { unknownKey: 1 }, { constructor: 1 }, JSON.parse('{"__proto__":1}')];

let app: TestApplication;
let before: string;

beforeAll(async () => {
  app = await startTestApplication('2026-03-15T18:00:00.000Z');
  before = contentHash(`${app.folder}/demonstration.billing`);
});
afterAll(() => app.end());

const writing = Object.entries(contracts).filter(([, { writes }]) => writes);

test.each(writing)('%s refuses what does not fit, with code, path and sentence, and writes nothing', async (route) => {
  for (const input of NEVER_RIGHT) {
    const refusal = await app.refused(route, input);
    expect(refusal).toMatchObject({ code: 'BAD_INPUT' });
    expect(refusal.path === '' || refusal.path.startsWith('/')).toBe(true);
    expect(refusal.message).toMatch(/\.$/);
  }
  expect(contentHash(`${app.folder}/demonstration.billing`)).toBe(before);
});

const reading = Object.entries(contracts).filter(([, { writes }]) => !writes);

test.each(reading)('%s refuses what does not fit', async (route) => {
  for (const input of NEVER_RIGHT) expect(await app.refused(route, input)).toMatchObject({ code: 'BAD_INPUT' });
});
