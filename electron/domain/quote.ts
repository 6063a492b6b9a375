import { assertNever } from '../../shared/values/assertNever.ts';
import { LICENSE_TYPES, type PooledType } from '../../shared/values/licenseTypes.ts';
import { isRechargeDue, rechargeAmounts, type RechargeAmounts } from './autoRecharge.ts';
import { type BillingPeriod, billingPeriod, nextBillingDate } from './billingPeriod.ts';
import { engset, erlangB, type PortSizing } from './erlang.ts';
import { Decimal, sumMoney } from './money.ts';
import { type PricedLine, productLine, recurringLine, storageLine } from './pricedLine.ts';
import { planQuantityChange } from './quantityChange.ts';
import type { Scenario, ScenarioLicense, ScenarioMinutes, ScenarioSession, ScenarioTraffic } from './scenario.ts';
import { planTimeline, type SeatPlan } from './seatPlan.ts';
import { seatColumns, seatTimeline, type SeatTimeline } from './seatTimeline.ts';
import { storageFee, type StorageFee } from './storageFee.ts';

/** Lines rounded one by one, and their sum in dollars. */
export interface Bill {
  readonly lines: readonly PricedLine[];
  readonly total: Decimal;
}

/** What a scenario costs. A part is null where the scenario has no input for it. */
export interface ScenarioQuote {
  readonly period: BillingPeriod;
  readonly chargedNow: Bill;
  readonly recurring: Bill;
  /** Today and the next twelve bills, without dialer minutes. Dollars. */
  readonly firstYear: Decimal;
  readonly storage: StorageFee | null;
  readonly recharge: (RechargeAmounts & { readonly due: boolean }) | null;
  readonly seats: SeatPlan | null;
  readonly ports: (PortSizing & { readonly model: ScenarioTraffic['model'] }) | null;
}

/** A scenario's sessions in order, ready to be played against any quantities; null where nothing is played. */
export function scenarioTimeline({ sessions, holdings }: Pick<Scenario, 'sessions' | 'holdings'>): SeatTimeline | null {
  return sessions === null ? null : seatTimeline(seatColumns(sessions.map(onOneScale), holdings));
}

/**
 * Prices a scenario with the rules that the windows charge by (SPEC section 13). Lines come in the order of license
 * types, then products as given, then storage; a line of quantity 0 is left out, one of amount 0 is not. `timeline` is
 * that of the scenario, for a caller who keeps it from one quote to the next.
 */
export function quoteScenario(scenario: Scenario, timeline: SeatTimeline | null = scenarioTimeline(scenario)): ScenarioQuote {
  const period = billingPeriod(scenario.asOf, scenario.billingDay);
  const nextBill = nextBillingDate(scenario.asOf, scenario.billingDay);
  const licenses = scenario.licenses.toSorted((a, b) => LICENSE_TYPES.indexOf(a.type) - LICENSE_TYPES.indexOf(b.type));
  const storage =
    scenario.storage === null
      ? null
      : storageFee(scenario.storage.usedMb, scenario.storage.activeUsers, scenario.storage.unitPrice, null);
  const chargedNow = bill([
    ...licenses.map((license) => planQuantityChange(license, period).line),
    ...scenario.products.map((item) => productLine(item.kind, item.description, item.quantity, item.unitPrice, scenario.asOf)),
  ]);
  const recurring = bill([
    ...licenses.map((license) => recurringLine(license.type, license.newQuantity, license.unitPrice, nextBill)),
    storage === null ? null : storageLine(storage),
  ]);
  return {
    period,
    chargedNow,
    recurring,
    firstYear: chargedNow.total.plus(recurring.total.times(12)),
    storage,
    recharge: scenario.minutes === null ? null : recharge(scenario.minutes, scenario.asOf),
    seats: timeline === null ? null : planTimeline(timeline, seatQuantities(licenses)),
    ports: scenario.traffic === null ? null : sizePorts(scenario.traffic),
  };
}

function bill(lines: readonly (PricedLine | null)[]): Bill {
  const present = lines.filter((line) => line !== null).filter((line) => line.quantity > 0);
  return { lines: present, total: sumMoney(present.map((line) => line.amount)) };
}

function recharge(minutes: ScenarioMinutes, asOf: string): RechargeAmounts & { readonly due: boolean } {
  const amounts = rechargeAmounts(minutes.dailyUsage, minutes, asOf);
  return { ...amounts, due: isRechargeDue(minutes.autoRecharge, new Decimal(minutes.balance), amounts) };
}

/** The seats a scenario tries out; 0 of a type that it does not list. */
export function seatQuantities(licenses: readonly ScenarioLicense[]): Readonly<Record<PooledType, number>> {
  const quantityOf = (type: PooledType): number => licenses.find((license) => license.type === type)?.newQuantity ?? 0;
  return {
    powerDialer: quantityOf('powerDialer'),
    flexPort: quantityOf('flexPort'),
    inbound: quantityOf('inbound'),
    fax: quantityOf('fax'),
    recordingPort: quantityOf('recordingPort'),
  };
}

function onOneScale(session: ScenarioSession) {
  return { user: session.user, tool: session.tool, start: sortable(session.start), end: sortable(session.end) };
}

/** YYYY-MM-DDTHH:MM as a number that sorts like the text; only the order of session times matters. */
function sortable(time: string): number {
  const digits = (from: number, to: number): number => Number(time.slice(from, to));
  const day = (digits(0, 4) * 12 + digits(5, 7)) * 32 + digits(8, 10);
  return (day * 24 + digits(11, 13)) * 60 + digits(14, 16);
}

function sizePorts(traffic: ScenarioTraffic): PortSizing & { readonly model: ScenarioTraffic['model'] } {
  switch (traffic.model) {
    case 'erlangB':
      return { model: traffic.model, ...erlangB(traffic.erlangs, traffic.blocking) };
    case 'engset':
      return { model: traffic.model, ...engset(traffic.perIdleSource, traffic.sources, traffic.blocking) };
    default:
      return assertNever(traffic);
  }
}
