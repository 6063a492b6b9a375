import type { z } from 'zod';
import type { explainContracts } from '../../../shared/contracts/explain.ts';
import type { Explanation } from '../../../shared/values/explanation.ts';
import { rechargeAmounts } from '../../domain/autoRecharge.ts';
import { addDays, localDay, startOfDay } from '../../domain/localTime.ts';
import { momentText } from '../../domain/momentText.ts';
import { Decimal } from '../../domain/money.ts';
import { recurringBill } from '../../domain/recurringBill.ts';
import { sumExplanation } from '../../domain/sumExplanation.ts';
import type { Summand } from '../../domain/sumExplanation.ts';
import { gatherAccount } from '../billingManager/gatherAccount.ts';
import { totalExplanation } from '../lineOutput.ts';
import { gatherMinutes, requireAccount } from '../minutes/gatherMinutes.ts';
import type { CurrentCompany } from '../ports/company.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { Clock } from '../ports/outside.ts';
import { requireReceipt } from '../receipts/requireReceipt.ts';
import { rechargeSettings } from '../rechargeSettings.ts';
import { accountsOverview } from '../summary/accountsOverview.ts';
import { usageWindow } from '../usageWindow.ts';

type Contract = (typeof explainContracts)['explain.amount'];

const HOUR_MS = 3_600_000;

export interface ExplainService {
  readonly amount: (input: z.output<Contract['input']>) => z.output<Contract['output']>;
}

/** How an amount of a list came about (SPEC section 14), by the same rules and from the same rows as the amount. */
export function createExplainService({ current, clock }: { readonly current: CurrentCompany; readonly clock: Clock }): ExplainService {
  function explain(asked: z.output<Contract['input']>['amount']): Explanation {
    const company = current();
    const { file } = company;
    const now = clock.now();
    switch (asked.what) {
      case 'companyMonthly':
        return sumExplanation(
          'What the next bills of all billing accounts come to together. Each is the sum of its rounded lines.',
          accountsOverview(company, now, null).accounts.map(({ name, monthly, monthlyFrom }) => ({ label: `${name}, bill of ${monthlyFrom}`, amount: new Decimal(monthly) })),
        );
      case 'accountMonthly':
        return monthlyOf(file, asked.accountId, now);
      case 'minutesBalance':
        return balanceOf(file, asked.accountId, asked.before === undefined ? null : Date.parse(asked.before));
      case 'minimumReserve':
        return reserveOn(file, asked.accountId, asked.day ?? localDay(now, file.company.timeZone));
      case 'minutesUsed':
        return asked.day === undefined ? usedBefore(file, asked.accountId, now) : usedOn(file, asked.accountId, asked.day);
      case 'receiptTotal': {
        const { lines } = requireReceipt(file.receipts.byNumber(asked.number));
        return totalExplanation(lines);
      }
    }
  }

  return { amount: ({ amount }) => ({ explanation: explain(amount) }) };
}

function monthlyOf(file: DataFile, accountId: number, now: number): Explanation {
  const { licenses, storage, nextBillingDate } = gatherAccount(file, accountId, now);
  const lines = recurringBill(licenses.map((license) => ({ ...license, unitPrice: license.recurringPrice })), storage, nextBillingDate);
  return totalExplanation(lines, `The bill of ${nextBillingDate} as it stands: each license for a whole month, and the storage fee on the primary account.`);
}

/** `before` (epoch milliseconds): by the entries of moments before it; null: by all. */
function balanceOf(file: DataFile, accountId: number, before: number | null): Explanation {
  requireAccount(file, accountId);
  const { purchases, adjustments, usage } = file.minutes.sumsByKind(accountId, before ?? undefined);
  const until = before === null ? '' : ` until ${momentText(before, file.company.timeZone)}`;
  return sumExplanation(`Everything in the ledger${until} together: what was bought and adjusted, less what was used. Usage is not rounded row by row; the sum is rounded half-up to the cent.`, [
    { label: 'Bought', amount: new Decimal(purchases) },
    { label: 'Adjusted', amount: new Decimal(adjustments) },
    { label: 'Used', amount: new Decimal(usage) },
  ]);
}

/** The reserve of a day, with the account's choices of today, as its history has it. */
function reserveOn(file: DataFile, accountId: number, day: string): Explanation {
  const account = requireAccount(file, accountId);
  const daily = file.minutes.usageBetween(accountId, usageWindow(day, file.company.timeZone).moments);
  return rechargeAmounts(daily, rechargeSettings(file, account, day), day).reserveExplanation;
}

function usedBefore(file: DataFile, accountId: number, now: number): Explanation {
  const { window, daily } = gatherMinutes(file, accountId, now);
  const days = window.days.map((label, index): Summand => ({ label, amount: new Decimal(daily[index] ?? '0') }));
  return sumExplanation('Dialer minutes used on the 30 complete days before today; today does not count yet. Only the sum is rounded, half-up to the cent.', days);
}

function usedOn(file: DataFile, accountId: number, day: string): Explanation {
  requireAccount(file, accountId);
  const { timeZone } = file.company;
  const hours = file.minutes.usageByHour(accountId, startOfDay(day, timeZone), startOfDay(addDays(day, 1), timeZone));
  return sumExplanation(
    `Dialer minutes used on ${day}, hour by hour. Only the sum is rounded, half-up to the cent.`,
    hours.map(({ hour, used }) => ({ label: `${momentText(hour * HOUR_MS, timeZone)}`, amount: new Decimal(used) })),
  );
}
