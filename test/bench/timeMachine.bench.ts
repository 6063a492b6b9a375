// A month of the time machine on the demonstration company, and how long it holds up everything else.
import { figure } from './figure.ts';
import { percentile } from './support/percentile.ts';
import { startTestApplication } from '../support/testApplication.ts';

const MONTHS = 12;

const app = await startTestApplication('2026-11-10T19:00:00.000Z');
const months: number[] = [];
let longest = 0;
for (let month = 0; month <= MONTHS; month += 1) {
  let last = performance.now();
  let going = true;
  const turn = (): void => {
    const now = performance.now();
    // The first travel also makes the copy to go back to, and warms up.
    if (month > 0) longest = Math.max(longest, now - last);
    last = now;
    if (going) setImmediate(turn);
  };
  setImmediate(turn);
  const start = performance.now();
  await app.call('timeMachine.forward', { to: 'month' });
  months.push(performance.now() - start);
  going = false;
}
figure({ name: 'Time machine: a month on the demonstration company', value: percentile(months.slice(1), 0.5), limit: 300, unit: 'ms' });
figure({ name: 'Time machine: the first month, with the copy to go back to', value: months[0] ?? Infinity, limit: 1000, unit: 'ms' });
figure({ name: 'Time machine: longest time without a turn for others', value: longest, limit: 50, unit: 'ms' });
await app.end();
