import { LICENSE_TYPE_TEXT, LICENSE_TYPES } from '../../../shared/values/licenseTypes.ts';
import type { LicenseType } from '../../../shared/values/licenseTypes.ts';
import { TOOLS } from '../../../shared/values/tools.ts';
import { effectiveQuantity } from '../../domain/quantityChange.ts';
import type { Scenario, ScenarioSession } from '../../domain/scenario.ts';
import { createScenarioTimes } from '../../domain/scenarioTimes.ts';
import { sortedIndexes } from '../../domain/sortedIndexes.ts';
import { dollars, listed } from '../attention/words.ts';
import { gatherAccount } from '../billingManager/gatherAccount.ts';
import type { AccountSnapshot } from '../billingManager/gatherAccount.ts';
import type { DataFile } from '../ports/dataFile.ts';
import { listPrice } from '../pricing.ts';
import { rechargeSettings } from '../rechargeSettings.ts';
import { gatherSessions } from '../seats/gatherSessions.ts';
import type { GatheredSessions } from '../seats/gatherSessions.ts';
import { startingRange } from '../seats/startingRange.ts';
import { SYSTEM } from '../seats/words.ts';
import { usageWindow } from '../usageWindow.ts';
import type { ScenarioFacts } from './scenarioFacts.ts';
import { SCENARIO_FORMAT } from './readScenario.ts';
import { uniqueNames } from './userNames.ts';

export interface AccountScenario {
  readonly facts: ScenarioFacts;
  readonly played: Pick<Scenario, 'sessions' | 'holdings'>;
}

/**
 * An account as it is at a moment (epoch milliseconds) as a scenario (SPEC section 12): prices of today, the quantities
 * from the next bill on as what is tried out, the usage of the last 30 days, and the sessions that the Seat Planner
 * begins with. A scenario has one price a license (SPEC section 13): where another one is planned for the next bill, its
 * notes say so, as they do where a quantity is cut on it. Storage is on the primary account alone. Refuses with NOT_FOUND.
 */
export async function accountScenario(file: DataFile, accountId: number, now: number): Promise<AccountScenario> {
  const snapshot = gatherAccount(file, accountId, now);
  const gathered = await gatherSessions(file, { accountId, ...startingRange(file, accountId, now) }, () => undefined);
  const names = uniqueNames([...gathered.users.values()]);
  return {
    facts: accountFacts(file, snapshot),
    played: {
      sessions: scenarioSessions(gathered, names, file.company.timeZone),
      holdings: new Map(
        snapshot.users
          .filter(({ active }) => active)
          .map(({ id }) => {
            const held = new Set(snapshot.holdings.held.get(id));
            return [names.get(id) ?? '', new Set<LicenseType>(LICENSE_TYPES.filter((type) => held.has(type)))];
          }),
      ),
    },
  };
}

function accountFacts(file: DataFile, snapshot: AccountSnapshot): ScenarioFacts {
  const { account, today, licenses, users, prices, storage } = snapshot;
  const { divisorDays, ...settings } = rechargeSettings(file, account, today);
  return {
    format: SCENARIO_FORMAT,
    name: account.name,
    timeZone: file.company.timeZone,
    asOf: today,
    notes: [...plannedCuts(snapshot), ...plannedPrices(snapshot)].join(' '),
    billingDay: account.billingDay,
    licenses: licenses.map((license) => ({
      type: license.type,
      quantity: license.quantity,
      newQuantity: effectiveQuantity(license),
      unitPrice: license.unitPrice,
      minimum: license.minimum,
      paidThisPeriod: Math.max(license.quantity, license.paidThisPeriod),
    })),
    // The storage allowance is the company's, whose users count, wherever they are billed.
    users: { active: account.primary ? file.users.activeCount() : users.filter(({ active }) => active).length },
    ...(storage === null ? {} : { storage: { usedMb: storage.usedMb, unitPrice: listPrice(prices, 'storage') } }),
    minutes: {
      balance: file.minutes.balance(account.id),
      dailyUsage: [...file.minutes.usageBetween(account.id, usageWindow(today, file.company.timeZone).moments)],
      autoRecharge: account.autoRecharge,
      ...settings,
      divisorDays,
    },
    products: [],
  };
}

/** Which quantities the next bill cuts: the scenario has those of that bill. */
function plannedCuts({ nextBillingDate, licenses }: AccountSnapshot): string[] {
  const cuts = licenses.flatMap((license) => {
    const next = effectiveQuantity(license);
    return next === license.quantity ? [] : [`${LICENSE_TYPE_TEXT[license.type].name} ${next} instead of ${license.quantity}`];
  });
  return cuts.length === 0 ? [] : [`Quantities are those from the bill of ${nextBillingDate} on: ${listed(cuts)}.`];
}

/** What the next bill will have at another price than today's, which the scenario is priced with. */
function plannedPrices({ nextBillingDate, licenses, prices, storage }: AccountSnapshot): string[] {
  const changes = [
    ...licenses
      .filter(({ unitPrice, recurringPrice }) => recurringPrice !== unitPrice)
      .map(({ type, unitPrice, recurringPrice }) => `${LICENSE_TYPE_TEXT[type].name} ${dollars(recurringPrice)} instead of ${dollars(unitPrice)}`),
    ...(storage === null || storage.unitPrice === listPrice(prices, 'storage')
      ? []
      : [`a gigabyte of storage ${dollars(storage.unitPrice)} instead of ${dollars(listPrice(prices, 'storage'))}`]),
  ];
  return changes.length === 0 ? [] : [`Prices are those of today. The bill of ${nextBillingDate} has others: ${listed(changes)}.`];
}

/** The same sessions as a scenario has them, in order of start. */
function scenarioSessions({ columns, userIds, toolNumbers }: GatheredSessions, names: ReadonlyMap<number, string>, timeZone: string): ScenarioSession[] {
  const timesOf = createScenarioTimes(timeZone);
  return Array.from(sortedIndexes(columns.starts), (index) => {
    const at = columns.starts[index] ?? 0;
    return {
      user: names.get(userIds[index] ?? 0) ?? SYSTEM,
      tool: TOOLS[toolNumbers[index] ?? 0] ?? 'recording',
      ...timesOf(at, columns.ends[index] ?? at),
    };
  });
}
