// Lives the years of random companies against the model: --companies N from seed 1 on, or --seed N for one of them.
import { parseArgs } from 'node:util';
import { simulateYear } from '../support/simulateYear.ts';

const { values } = parseArgs({ options: { companies: { type: 'string', default: '200' }, seed: { type: 'string' } } });
const whole = (text: string): number => {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1) throw new Error(`${text} is not a whole number above 0.`);
  return number;
};
const seeds = values.seed === undefined ? Array.from({ length: whole(values.companies) }, (_, index) => index + 1) : [whole(values.seed)];

const failed: number[] = [];
let charges = 0;
let crashes = 0;
for (const seed of seeds) {
  const year = await simulateYear(seed);
  charges += year.charges;
  crashes += year.crashes;
  if (year.difference === '') continue;
  failed.push(seed);
  process.stdout.write(`FAILED  ${year.difference}\nAgain with: npm run simulate -- --seed ${seed}\n`);
}
process.stdout.write(`${seeds.length - failed.length} years as the model says, ${failed.length} not; ${charges} payments, ${crashes} crashes\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
