import type { z } from 'zod';
import type { explainContracts } from '../../../shared/contracts/explain.ts';
import type { Explanation } from '../../../shared/values/explanation.ts';
import { Decimal } from '../../domain/money.ts';
import { recurringBill } from '../../domain/recurringBill.ts';
import { sumExplanation } from '../../domain/sumExplanation.ts';
import type { Summand } from '../../domain/sumExplanation.ts';
import { gatherAccount } from '../billingManager/gatherAccount.ts';
import { lineSummands, totalExplanation } from '../lineOutput.ts';
import { amountsWith, choicesOf, gatherMinutes, requireAccount } from '../minutes/gatherMinutes.ts';
import type { CurrentCompany } from '../ports/company.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { Clock } from '../ports/outside.ts';
import { requireReceipt } from '../receipts/requireReceipt.ts';
import { accountsOverview } from '../summary/accountsOverview.ts';

type Contract = (typeof explainContracts)['explain.amount'];

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
          'What the next bills of all billing accounts come to together.',
          accountsOverview(company, now, null).accounts.map(({ name, monthly }) => ({ label: name, amount: new Decimal(monthly) })),
        );
      case 'accountMonthly':
        return monthlyOf(file, asked.accountId, now);
      case 'minutesBalance':
        return balanceOf(file, asked.accountId);
      case 'minimumReserve':
      case 'minutesUsed': {
        const minutes = gatherMinutes(file, asked.accountId, now);
        if (asked.what === 'minimumReserve') return amountsWith(file, minutes, choicesOf(minutes.account)).amounts.reserveExplanation;
        const days = minutes.window.days.map((label, index): Summand => ({ label, amount: new Decimal(minutes.daily[index] ?? '0') }));
        return sumExplanation('Dialer minutes used on the 30 complete days before today; today does not count yet.', days);
      }
      case 'receiptTotal': {
        const { lines } = requireReceipt(file.receipts.byNumber(asked.number));
        return totalExplanation(lines);
      }
    }
  }

  return { amount: ({ amount }) => ({ explanation: explain(amount) }) };
}

function monthlyOf(file: DataFile, accountId: number, now: number): Explanation {
  const { licenses, storage } = gatherAccount(file, accountId, now);
  const lines = recurringBill(licenses.map((license) => ({ ...license, unitPrice: license.recurringPrice })), storage);
  return sumExplanation('The next bill as it stands: each license for a whole month, and the storage fee on the primary account.', lineSummands(lines));
}

function balanceOf(file: DataFile, accountId: number): Explanation {
  requireAccount(file, accountId);
  const { purchases, adjustments, usage } = file.minutes.sumsByKind(accountId);
  return sumExplanation('Everything in the ledger together: what was bought and adjusted, less what was used. Usage is not rounded row by row.', [
    { label: 'Bought', amount: new Decimal(purchases) },
    { label: 'Adjusted', amount: new Decimal(adjustments) },
    { label: 'Used', amount: new Decimal(usage) },
  ]);
}
