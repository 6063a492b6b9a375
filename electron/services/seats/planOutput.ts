import type { z } from 'zod';
import type { seatPlan } from '../../../shared/contracts/seats.ts';
import { LICENSE_TYPE_TEXT, POOLED_TYPES } from '../../../shared/values/licenseTypes.ts';
import type { PooledType } from '../../../shared/values/licenseTypes.ts';
import { addDays, localDay, startOfDay } from '../../domain/localTime.ts';
import { momentText } from '../../domain/momentText.ts';
import type { Decimal } from '../../domain/money.ts';
import { formatMoney, sumMoney } from '../../domain/money.ts';
import { recurringLine } from '../../domain/pricedLine.ts';
import type { PricedLine } from '../../domain/pricedLine.ts';
import { neededExplanation } from '../../domain/seatExplanation.ts';
import { sumExplanation } from '../../domain/sumExplanation.ts';
import { byPool } from '../../domain/seatPool.ts';
import type { SeatCounts } from '../../domain/seatPool.ts';
import type { UseSteps } from '../../domain/seatUse.ts';
import { totalExplanation } from '../lineOutput.ts';
import { causeOf, countCauses } from './lockoutRows.ts';
import type { PlayedPlan } from './playedPlan.ts';
import { verdict } from './words.ts';

/** A play as the Seat Planner shows it. What is advised is never below the contract minimum, since less cannot be bought. */
export function planOutput({ file, account, nextBill, licenses, paid, tried, sessions, steps, play }: PlayedPlan): z.output<typeof seatPlan> {
  const minimum = byPool((type) => licenses.find((license) => license.type === type)?.minimum ?? 0);
  const advised = byPool((type) => Math.max(play.needed[type], minimum[type]));
  const current = byPool((type) => licenses.find((license) => license.type === type)?.scheduledQuantity ?? paid[type]);
  const linesOf = (quantities: SeatCounts): PricedLine[] => licenses.map(({ type, unitPrice }) => recurringLine(type, quantities[type], unitPrice, nextBill));
  const monthly = (quantities: SeatCounts): Decimal => sumMoney(linesOf(quantities).map(({ amount }) => amount));
  const explained = (quantities: SeatCounts) => ({ amount: formatMoney(monthly(quantities)), explanation: totalExplanation(linesOf(quantities).filter(({ quantity }) => quantity > 0), `The bill of ${nextBill} for these seats.`) });
  const [paidMonthly, triedMonthly, advisedMonthly] = [monthly(paid), monthly(tried), monthly(advised)];
  const asBought = ['As it is bought', paidMonthly] as const;
  const asTried = ['As it is tried', triedMonthly] as const;
  const causes = [...countCauses(play)].map(([code, count]) => ({ ...causeOf(code), count }));
  const countOf = (cause: string): number => causes.reduce((sum, each) => sum + (each.cause === cause ? each.count : 0), 0);
  const firstNeeded = (type: PooledType): string | null => {
    const session = play.neededBy[type];
    return session === null ? null : momentText(sessions.columns.starts[session] ?? 0, file.company.timeZone);
  };
  const poolEmpty = countOf('POOL_EMPTY');
  return {
    account: { id: account.id, name: account.name },
    timeZone: file.company.timeZone,
    sessions: { log: sessions.log, plans: sessions.plans },
    pools: licenses.map(({ type, scheduledQuantity, unitPrice }) => ({
      type,
      name: LICENSE_TYPE_TEXT[type].name,
      paid: paid[type],
      scheduled: scheduledQuantity,
      minimum: minimum[type],
      unitPrice,
      tried: tried[type],
      peak: play.peak[type],
      needed: play.needed[type],
      neededExplanation: neededExplanation(type, { quantity: tried[type], peak: play.peak[type], needed: play.needed[type], at: firstNeeded(type) }),
      advised: advised[type],
      // What is tried is what the advice is about; a box that was left alone stands for what is bought already. Where seats are missing, none that is bought is cut.
      raised: Math.max(advised[type], poolEmpty > 0 ? current[type] : 0, tried[type] === paid[type] ? current[type] : tried[type]),
      lockouts: causes.reduce((sum, each) => sum + (each.cause === 'POOL_EMPTY' && each.license === type ? each.count : 0), 0),
    })),
    monthly: {
      paid: explained(paid),
      tried: explained(tried),
      advised: explained(advised),
      triedMore: difference(['With what is tried', triedMonthly], asBought, nextBill),
      advisedMore: difference(['With what is needed', advisedMonthly], asBought, nextBill),
    },
    lockouts: { total: play.lockedOut.length, poolEmpty, notAssigned: countOf('NOT_ASSIGNED'), noBaseLicense: countOf('NO_BASE_LICENSE') },
    verdict: verdict({
      sessions: sessions.log + sessions.plans,
      poolEmpty,
      denied: play.lockedOut.length - poolEmpty,
      tried,
      trying: POOLED_TYPES.some((type) => tried[type] !== paid[type]),
      advised,
      missingPrice: difference(['With what is missing', monthly(byPool((type) => Math.max(tried[type], advised[type])))], asTried, nextBill),
      sparePrice: difference(asTried, ['Without what is not needed', monthly(byPool((type) => Math.min(tried[type], advised[type])))], nextBill),
    }),
    use: {
      start: new Date(steps.start).toISOString(),
      stepSeconds: steps.step / 1000,
      days: daysFrom(steps, file.company.timeZone),
      pools: POOLED_TYPES.map((type) => ({ type, inUse: [...play.use[type]], wanted: [...play.wanted[type]] })),
    },
  };
}

type Month = readonly [label: string, amount: Decimal];

function difference([moreLabel, more]: Month, [lessLabel, less]: Month, nextBill: string) {
  return {
    amount: formatMoney(more.minus(less)),
    explanation: sumExplanation(`What the bill of ${nextBill} comes to in one case, less what it comes to in the other. Each is the sum of its rounded lines.`, [
      { label: moreLabel, amount: more },
      { label: lessLabel, amount: less.negated() },
    ]),
  };
}

function daysFrom({ start, step, count }: UseSteps, timeZone: string): { date: string; start: string }[] {
  const last = localDay(start + step * count - 1, timeZone);
  const days: { date: string; start: string }[] = [];
  for (let date = localDay(start, timeZone); date <= last; date = addDays(date, 1)) days.push({ date, start: new Date(startOfDay(date, timeZone)).toISOString() });
  return days;
}
