import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contentHash } from '../support/testDatabase.ts';
import { buildChild, newFolder, removeFolders, ROOM, startAgain } from './killed.ts';

// A restore is killed at every call that gives a name or copies a file: at each moment the present file or the
// restored one stands there whole, and the present one is kept. What the stamp of the place changes is not counted.

const MOMENT = '2026-03-17T10:00:00.000Z';
let child: string;
let template: string;
let backup: string;

beforeAll(async () => {
  child = await buildChild('restoreChild');
  template = newFolder();
  const app = await startAgain(template, MOMENT);
  ({ path: backup } = await app.call('data.backUp', { path: join(template, 'copy.billing') }));
  await app.call('storage.record', { day: '2026-03-17', usedMb: 1234 });
  await app.application.close();
});
afterAll(removeFolders);

/** Runs the restore in a process that kills itself at the step of that number; null: it got past all. */
function killedAt(step: number, folder: string): boolean {
  const { signal, status, stderr } = spawnSync(process.execPath, [...ROOM, child, JSON.stringify({ folder, moment: MOMENT, dieAt: step })], { encoding: 'utf8' });
  if (signal !== 'SIGKILL' && status !== 0) throw new Error(stderr);
  return signal === 'SIGKILL';
}

/** What the file says the storage was last; the one thing that differs. */
async function measuredIn(folder: string): Promise<{ used: number; held: boolean }> {
  const app = await startAgain(folder, MOMENT);
  const { measurements } = await app.call('storage.history', { limit: 1 });
  const { held } = await app.call('data.view', {});
  await app.application.close();
  return { used: measurements[0]?.usedMb ?? 0, held };
}

const keptIn = (folder: string): string[] => (existsSync(join(folder, 'backups')) ? readdirSync(join(folder, 'backups')) : []).filter((name) => name.includes('restore'));

test('killed at every step: nothing is lost, and a restored file asks', async () => {
  expect(contentHash(backup)).not.toBe(contentHash(join(template, 'demonstration.billing')));
  const outcomes: string[] = [];
  for (let step = 1; step <= 40; step += 1) {
    const folder = newFolder(template);
    const killed = killedAt(step, folder);
    const { used, held } = await measuredIn(folder);
    outcomes.push(used === 1234 ? 'present' : 'restored');
    expect(held, `step ${step}`).toBe(used !== 1234);
    const kept = keptIn(folder);
    // The present file is there as a backup, once the restored one has its place; not before, as another name of itself.
    expect(kept, `step ${step}`).toHaveLength(used === 1234 ? 0 : 1);
    if (used !== 1234) {
      const again = newFolder();
      copyFileSync(join(folder, 'backups', kept[0] ?? ''), join(again, 'demonstration.billing'));
      expect((await measuredIn(again)).used).toBe(1234);
    }
    if (!killed) break;
  }
  expect(existsSync(join(template, 'demonstration.billing.restoring'))).toBe(false);
  // First the one, from one step on the other, and never anything else.
  expect(outcomes.at(-1)).toBe('restored');
  expect(outcomes.join(' ')).toMatch(/^(present )+(restored ?)+$/);
  expect(outcomes.length).toBeGreaterThan(3);
}, 120_000);
