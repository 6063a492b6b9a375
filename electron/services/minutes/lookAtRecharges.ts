import { rechargeAmounts } from '../../domain/autoRecharge.ts';
import type { RechargeAmounts } from '../../domain/autoRecharge.ts';
import { cycleStart } from '../../domain/chargeCycle.ts';
import { localDay } from '../../domain/localTime.ts';
import { Decimal } from '../../domain/money.ts';
import { lookAtRecharge, NEVER_DUE } from '../../domain/rechargeLook.ts';
import type { RechargeLook } from '../../domain/rechargeLook.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { ChargeRecord } from '../ports/charging.ts';
import type { MinutesTotals, RechargeStateRecord } from '../ports/minutes.ts';
import type { AccountRecord } from '../ports/records.ts';
import { rechargeSettings } from '../rechargeSettings.ts';
import { usageBounds } from '../usageWindow.ts';
import { pendingMinutes } from './stampDue.ts';

/** What a cycle finds at one account with automatic recharge. */
export interface LookedAt {
  readonly account: AccountRecord;
  readonly state: RechargeStateRecord;
  /** Dollars, exact. */
  readonly balance: Decimal;
  /** X and Y on the day of the cycle. */
  readonly amounts: RechargeAmounts;
  readonly look: RechargeLook;
}

/**
 * Looks at every account with automatic recharge as this cycle does, or at those of `only` (SPEC section 7), by X and
 * Y of the cycle's day, or of `day`. Each table is read once for all of them; nothing is written.
 */
export function lookAtRecharges(
  file: DataFile,
  cycle: number,
  { only = () => true, day = dayOf(file, cycle) }: { readonly only?: (accountId: number) => boolean; readonly day?: string } = {},
): LookedAt[] {
  const accounts = file.accounts.all().filter(({ id, autoRecharge }) => autoRecharge && only(id));
  if (accounts.length === 0) return [];
  const { from, to } = usageBounds(day, file.company.timeZone);
  const totals = file.minutes.totals(from, to);
  const states = file.recharges.states();
  const open = new Map(file.charges.open().map((charge) => [charge.accountId, charge]));
  return accounts.map((account) =>
    lookAt(file, cycle, day, { account, totals: totals.get(account.id) ?? NOTHING, state: states.get(account.id) ?? null, charge: open.get(account.id) ?? null }),
  );
}

/** The same look at one account, which costs the same however many others there are; null where it has no automatic recharge. */
export function lookAtOneRecharge(file: DataFile, accountId: number, cycle: number): LookedAt | null {
  const account = file.accounts.byId(accountId);
  if (account?.autoRecharge !== true) return null;
  const day = dayOf(file, cycle);
  const { from, to } = usageBounds(day, file.company.timeZone);
  const [used = '0'] = file.minutes.usageBetween(accountId, [from, to]);
  const totals = { balance: file.minutes.balance(accountId), used };
  return lookAt(file, cycle, day, { account, totals, state: file.recharges.stateOf(accountId), charge: file.charges.openOf(accountId) });
}

const NOTHING: MinutesTotals = { balance: '0', used: '0' };

function dayOf(file: DataFile, cycle: number): string {
  return localDay(cycleStart(cycle), file.company.timeZone);
}

interface Found {
  readonly account: AccountRecord;
  readonly totals: MinutesTotals;
  readonly state: RechargeStateRecord | null;
  readonly charge: ChargeRecord | null;
}

function lookAt(file: DataFile, cycle: number, day: string, { account, totals, state: known, charge }: Found): LookedAt {
  const state = known ?? { ...NEVER_DUE, accountId: account.id };
  const balance = new Decimal(totals.balance);
  const amounts = rechargeAmounts([totals.used], rechargeSettings(file, account, day), day);
  const look = lookAtRecharge({ cycle, autoRecharge: true, balance, pending: pendingMinutes(charge), amounts, state, openCharge: charge !== null });
  return { account, state, balance, amounts, look };
}
