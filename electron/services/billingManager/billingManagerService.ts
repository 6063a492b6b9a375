import type { z } from 'zod';
import type { billingManagerContracts } from '../../../shared/contracts/billingManager.ts';
import { assertNever } from '../../../shared/values/assertNever.ts';
import { formatReceiptNumber } from '../../../shared/values/receiptNumber.ts';
import type { AutomaticChargingService } from '../charges/automaticCharging.ts';
import type { BillingDateService } from '../charges/billingDateService.ts';
import type { ChargeOutcome, ChargeService } from '../charges/chargeService.ts';
import type { CurrentCompany } from '../ports/company.ts';
import type { Clock, Publish, Tell } from '../ports/outside.ts';
import { payNow } from '../charges/payNow.ts';
import type { PayOwedInput, PayOwedOutcome } from '../charges/payNow.ts';
import { acceptDraft } from './acceptDraft.ts';
import type { AcceptInput, AcceptOutcome } from './acceptDraft.ts';
import { accountView, openChargeView } from './accountView.ts';
import type { BillingManagerView } from './accountView.ts';
import { planDraft } from './previewDraft.ts';
import type { DraftPreview } from './previewDraft.ts';
import type { Draft } from './draft.ts';

type Checked = z.output<(typeof billingManagerContracts)['billingManager.checkCharge']['output']>;

export interface BillingManagerService {
  readonly view: (accountId: number) => BillingManagerView;
  readonly preview: (input: { readonly accountId: number; readonly draft: Draft }) => DraftPreview;
  readonly accept: (input: AcceptInput) => Promise<AcceptOutcome>;
  readonly payOwed: (input: PayOwedInput) => Promise<PayOwedOutcome>;
  readonly checkCharge: (accountId: number) => Promise<Checked>;
}

export interface BillingManagerNeeds {
  readonly current: CurrentCompany;
  readonly clock: Clock;
  readonly publish: Publish;
  readonly tell: Tell;
  readonly charges: ChargeService;
  readonly billingDates: BillingDateService;
  readonly automaticCharging: Pick<AutomaticChargingService, 'requireNothingWaits'>;
}

/** The Billing Manager window's calls. */
export function createBillingManagerService(needs: BillingManagerNeeds): BillingManagerService {
  // A second call with a command id that is still being answered waits for that answer.
  const underWay = new Map<string, Promise<AcceptOutcome>>();
  const payingNow = new Map<string, Promise<PayOwedOutcome>>();

  return {
    view: (accountId) => accountView(needs.current(), accountId, needs.clock.now()),
    preview: ({ accountId, draft }) => planDraft(needs.current().file, accountId, draft, needs.clock.now()).preview,
    accept: (input) => {
      const before = underWay.get(input.commandId);
      if (before !== undefined) return before;
      const run = acceptDraft(needs, needs.current(), input).finally(() => underWay.delete(input.commandId));
      underWay.set(input.commandId, run);
      return run;
    },
    payOwed: (input) => {
      const before = payingNow.get(input.commandId);
      if (before !== undefined) return before;
      const run = payNow(needs, needs.current(), input).finally(() => payingNow.delete(input.commandId));
      payingNow.set(input.commandId, run);
      return run;
    },
    checkCharge: async (accountId) => {
      const company = needs.current();
      const open = company.file.charges.openOf(accountId);
      if (open === null) return { openCharge: null, sentence: 'No payment is being checked.' };
      const sentence = inWords(await needs.charges.settle(company, open.id));
      const still = company.file.charges.openOf(accountId);
      return { openCharge: still === null ? null : openChargeView(company, still), sentence };
    },
  };
}

function inWords(outcome: ChargeOutcome): string {
  switch (outcome.status) {
    case 'accepted':
      return outcome.receiptNumber === null
        ? 'The payment went through.'
        : `The payment went through. Receipt ${formatReceiptNumber(outcome.receiptNumber)} was made.`;
    case 'declined':
      return `${outcome.reason} Nothing was changed.`;
    case 'notReceived':
      return 'The payment never arrived. Nothing was charged, and nothing was changed.';
    case 'beingChecked':
      return 'Still no answer. The payment is not sent a second time.';
    case 'pending':
      return 'The bank has not settled the payment yet.';
    default:
      return assertNever(outcome);
  }
}
