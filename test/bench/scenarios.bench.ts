// Recomputing four scenarios of 1,000 users and 10,000 sessions beside today, as the window asks for it at each key.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApplication } from '../../electron/app/composition.ts';
import { seededRandom } from '../../electron/services/demonstration/seededRandom.ts';
import type { Input, Output, RouteName } from '../../shared/contracts/index.ts';
import { LICENSE_TYPES } from '../../shared/values/licenseTypes.ts';
import { TOOLS } from '../../shared/values/tools.ts';
import { upload } from '../services/scenarios/upload.ts';
import { migrationsFolder } from '../support/testDatabase.ts';
import { testHost } from '../support/testHost.ts';
import { figure } from './figure.ts';
import { percentile, timed } from './support/percentile.ts';

const random = seededRandom(5);
const users = Array.from({ length: 1_000 }, (_, index) => `User ${index}`);
const two = (value: number): string => String(value).padStart(2, '0');

/** Each scenario with sessions of its own, so that nothing is shared between them. */
function scenario(name: string): object {
  return {
    format: 'billing-scenario/1',
    name,
    timeZone: 'America/Denver',
    asOf: '2026-11-10',
    licenses: LICENSE_TYPES.map((type, index) => ({ type, quantity: 400 + index, unitPrice: '25.00' })),
    users: { active: 1_000 },
    storage: { usedMb: 90_000 },
    minutes: { balance: '25.00', dailyUsage: Array.from({ length: 30 }, () => '4.123456') },
    assignments: Object.fromEntries(users.map((user) => [user, LICENSE_TYPES.filter((type) => type !== 'crmView')])),
    sessions: Array.from({ length: 10_000 }, () => {
      const day = two(1 + Math.floor(random() * 28));
      const hour = 6 + Math.floor(random() * 16);
      const minute = Math.floor(random() * 59);
      return {
        user: users[Math.floor(random() * users.length)],
        tool: TOOLS[Math.floor(random() * TOOLS.length)],
        start: `2026-10-${day}T${two(hour)}:${two(minute)}`,
        end: `2026-10-${day}T${two(hour + Math.floor(random() * 2))}:${two(minute + 1)}`,
      };
    }),
  };
}

const folder = mkdtempSync(join(tmpdir(), 'billing-desk-bench-'));
const application = createApplication({
  paths: { dataFolder: folder, settingsFile: join(folder, 'settings.json'), migrationsFolder },
  host: testHost,
  clock: { now: () => Date.UTC(2026, 10, 10, 19) },
  log: { info: () => undefined, error: (message, error) => console.error(message, error) },
  version: 'bench',
});
const failed = await application.start({ demo: true, dataFile: null });
if (failed !== null) throw new Error(failed.message);

async function call<R extends RouteName>(route: R, input: Input<R>): Promise<Output<R>> {
  const answer = await application.invoke(route, input);
  if (!answer.ok) throw new Error(`${route}: ${answer.error.message}`);
  // The gate runs the route's own handler, whose type is this.
  return answer.value as Output<R>;
}

const columns: Input<'scenarios.compare'>['columns'] = [];
for (const name of ['Today', 'One', 'Two', 'Three', 'Four']) {
  const { facts, kept } = await call('scenarios.open', { uploadId: await upload({ call }, 'scenario', new TextEncoder().encode(JSON.stringify(scenario(name)))) });
  columns.push({ id: name, file: { ...facts }, sessionsId: kept?.sessionsId ?? null });
}
let quantity = 400;
const recompute = async (): Promise<void> => {
  quantity += 1;
  const typed = columns.map((column, index) => (index === 0 ? column : { ...column, file: { ...column.file, licenses: LICENSE_TYPES.map((type) => ({ type, quantity: 400, newQuantity: quantity, unitPrice: '25.00' })) } }));
  const answer = await call('scenarios.compare', { columns: typed });
  // As it goes to the window.
  JSON.stringify(answer);
};
await timed(5, recompute);
const times = await timed(60, recompute);
console.log(`      median ${percentile(times, 0.5).toFixed(1)} ms`);
figure({ name: 'Recomputing four scenarios of 1,000 users and 10,000 sessions beside today, 95th percentile', value: percentile(times, 0.95), limit: 50, unit: 'ms' });

await application.close();
rmSync(folder, { recursive: true, force: true });
