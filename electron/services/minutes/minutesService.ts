import type { z } from 'zod';
import type { minutesContracts } from '../../../shared/contracts/minutes.ts';
import type { AcceptOutcome } from '../billingManager/acceptDraft.ts';
import type { ChargeService } from '../charges/chargeService.ts';
import type { CurrentCompany } from '../ports/company.ts';
import type { Clock, Publish } from '../ports/outside.ts';
import { adjustBalance, recordUsage } from './enterByHand.ts';
import { cyclePage, ledgerPage, minutesHistory } from './ledgerPages.ts';
import { minutesView } from './minutesView.ts';
import { planPurchase } from './planPurchase.ts';
import { purchaseMinutes } from './purchaseMinutes.ts';
import { replayMinutes } from './replayMinutes.ts';
import type { ReplayInput, ReplayOutput } from './replayMinutes.ts';
import type { UsageRows } from './usageRows.ts';

type Contracts = typeof minutesContracts;
type In<R extends keyof Contracts> = z.output<Contracts[R]['input']>;
type Out<R extends keyof Contracts> = z.output<Contracts[R]['output']>;

export interface MinutesService {
  readonly view: (input: In<'minutes.view'>) => Out<'minutes.view'>;
  readonly preview: (input: In<'minutes.preview'>) => Out<'minutes.preview'>;
  readonly purchase: (input: In<'minutes.purchase'>) => Promise<Out<'minutes.purchase'>>;
  readonly recordUsage: (input: In<'minutes.recordUsage'>) => Out<'minutes.recordUsage'>;
  readonly adjust: (input: In<'minutes.adjust'>) => Out<'minutes.adjust'>;
  readonly ledger: (input: In<'minutes.ledger'>) => Out<'minutes.ledger'>;
  readonly history: (input: In<'minutes.history'>) => Out<'minutes.history'>;
  readonly cycles: (input: In<'minutes.cycles'>) => Out<'minutes.cycles'>;
  readonly replay: (input: ReplayInput) => ReplayOutput;
}

export interface MinutesNeeds {
  readonly current: CurrentCompany;
  readonly clock: Clock;
  readonly publish: Publish;
  readonly charges: ChargeService;
  /** Usage of a file that was read for a replay. */
  readonly usageOf: (importId: string) => UsageRows;
}

/** Dialer minutes: what the Billing Manager's section shows and does (SPEC section 7). */
export function createMinutesService(needs: MinutesNeeds): MinutesService {
  const { current, clock } = needs;
  // A second call with a command id that is still being answered waits for that answer.
  const underWay = new Map<string, Promise<AcceptOutcome>>();
  return {
    view: ({ accountId }) => minutesView(current().file, accountId, clock.now()),
    preview: (input) => planPurchase(current().file, input, clock.now()).preview,
    purchase: (input) => {
      const before = underWay.get(input.commandId) ?? Promise.resolve(null);
      const made = before.catch(() => null).then(() => purchaseMinutes(needs, current(), input));
      underWay.set(input.commandId, made);
      return made.finally(() => {
        if (underWay.get(input.commandId) === made) underWay.delete(input.commandId);
      });
    },
    recordUsage: (input) => recordUsage(needs, current(), input),
    adjust: (input) => adjustBalance(needs, current(), input),
    ledger: (input) => ledgerPage(current().file, input),
    history: (input) => minutesHistory(current().file, input, clock.now()),
    cycles: (input) => cyclePage(current().file, input),
    replay: (input) => replayMinutes(current().file, input, clock.now(), needs.usageOf),
  };
}
