import { type Bill, quoteScenario, type ScenarioQuote } from '../../domain/quote.ts';
import { formatMoney } from '../../domain/money.ts';
import { PRODUCT_KINDS } from '../../../shared/values/products.ts';
import type { PricedLine } from '../../domain/pricedLine.ts';
import type { Scenario, ScenarioSession } from '../../domain/scenario.ts';
import type { SeatPlan } from '../../domain/seatPlan.ts';

/**
 * The answer to a scenario, "billing-quote/1" (SPEC section 13), as plain data for JSON. Money is text in dollars and
 * cents; a part appears when the scenario has an input for it.
 */
export function quoteAnswer(scenario: Scenario) {
  const quote = quoteScenario(scenario);
  return {
    format: 'billing-quote/1',
    name: scenario.name,
    asOf: scenario.asOf,
    period: quote.period,
    chargedNow: billAnswer(quote.chargedNow),
    recurring: billAnswer(quote.recurring),
    firstYear: formatMoney(quote.firstYear),
    ...(quote.storage && { storage: storageAnswer(quote.storage) }),
    ...(quote.recharge && { recharge: rechargeAnswer(quote.recharge) }),
    ...(quote.seats && { seats: seatsAnswer(quote.seats, scenario.sessions ?? []) }),
    ...(quote.ports && { ports: quote.ports }),
  };
}

function billAnswer({ lines, total }: Bill) {
  return { lines: lines.map(lineAnswer), total: formatMoney(total) };
}

function lineAnswer({ product, description, quantity, unitPrice, amount }: PricedLine) {
  const described = PRODUCT_KINDS.some((kind) => kind === product);
  return { product, ...(described && { description }), quantity, unitPrice, amount: formatMoney(amount) };
}

function storageAnswer({ allowanceMb, usedMb, excessMb, blocks, fee }: NonNullable<ScenarioQuote['storage']>) {
  return { allowanceMb, usedMb, excessMb, blocks, fee: formatMoney(fee) };
}

function rechargeAnswer({ windowTotal, reserve, amount, due }: NonNullable<ScenarioQuote['recharge']>) {
  return { windowTotal: formatMoney(windowTotal), reserve: formatMoney(reserve), amount: formatMoney(amount), due };
}

function seatsAnswer({ needed, peak, lockouts }: SeatPlan, sessions: readonly ScenarioSession[]) {
  return {
    needed,
    peak,
    lockouts: lockouts.map(({ session, ...cause }) => {
      const run = sessions[session];
      return { user: run?.user, tool: run?.tool, at: run?.start, ...cause };
    }),
  };
}
