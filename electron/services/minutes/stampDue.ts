import { rechargeAmounts } from '../../domain/autoRecharge.ts';
import { localDay } from '../../domain/localTime.ts';
import { Decimal } from '../../domain/money.ts';
import { dueStamp, NEVER_DUE } from '../../domain/rechargeLook.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { Tx } from '../ports/transaction.ts';
import type { ChargeRecord } from '../ports/charging.ts';
import { rechargeSettings } from '../rechargeSettings.ts';
import { usageBounds } from '../usageWindow.ts';

/**
 * Stamps the account as due where its balance is below X now (SPEC section 7); called in the transaction that changed
 * the balance or X. `moment`: when it fell below, epoch milliseconds; `now` tells which day's X counts. `settled`: the
 * charge that is just being paid, whose amount stands in the balance already and is not pending any more.
 */
export function stampDueTx(tx: Tx, file: DataFile, accountId: number, moment: number, now: number, settled: string | null = null): void {
  const account = file.accounts.byId(accountId);
  if (account?.autoRecharge !== true) return;
  const state = file.recharges.stateOf(accountId) ?? { ...NEVER_DUE, accountId };
  if (state.dueSince !== null) return;
  const today = localDay(now, file.company.timeZone);
  const { from, to } = usageBounds(today, file.company.timeZone);
  const used = file.minutes.usageBetween(accountId, [from, to]);
  const open = file.charges.openOf(accountId);
  const dueSince = dueStamp(
    {
      autoRecharge: true,
      balance: new Decimal(file.minutes.balance(accountId)),
      pending: pendingMinutes(open?.id === settled ? null : open),
      amounts: rechargeAmounts(used, rechargeSettings(file, account, today), today),
      state,
    },
    moment,
  );
  if (dueSince !== null) file.recharges.saveStateTx(tx, { ...state, dueSince });
}

/** Dollars for minutes that a bank has not settled yet: they count against being due, not as balance (SPEC section 7). */
export function pendingMinutes(open: Pick<ChargeRecord, 'kind' | 'state' | 'total'> | null): Decimal {
  const counts = open?.state === 'pending' && (open.kind === 'minutes' || open.kind === 'automaticRecharge');
  return new Decimal(counts ? open.total : 0);
}
