import { assertNever } from '../../shared/values/assertNever.ts';
import { cycleNumber } from '../domain/chargeCycle.ts';
import { fundingSourceLabel } from '../domain/fundingSource.ts';
import type { Clock, PaymentAnswer, PaymentFate, PaymentGateway, PaymentRequest } from '../services/ports/outside.ts';
import { openPaymentRecord } from './paymentRecord.ts';
import type { PaymentEntry } from './paymentRecord.ts';
import { describeBehaviour, testBehaviour } from './testSources.ts';
import type { TestBehaviour } from './testSources.ts';

/** A bank takes three charge cycles to settle (SPEC section 7). */
const CYCLES_TO_SETTLE = 3;

/** The moments of a payment at which a crash must do no harm; tests stop the process there. */
export type GatewayStep = 'gatewayReceived' | 'gatewayRecorded';

export interface LocalGatewayOptions {
  /** The gateway's own record; apart from the data file, as a real provider's would be. */
  readonly recordFile: string;
  readonly clock: Clock;
  /** The data file's identity, under which its payments are kept. */
  readonly company: string;
  /** Only a demonstration's sources have test behaviours. */
  readonly demonstration: boolean;
  /** Hears of each step; for tests. */
  readonly onStep?: (step: GatewayStep) => void;
}

/**
 * The gateway that is shipped: it records payments and moves no money (SPEC section 8). Its record is durable before
 * it answers, so that the same id is never charged twice and "what became of it?" has an answer after a crash. A
 * demonstration's made-up past is not in it: nothing was ever sent for that, and all of it is settled.
 */
export function createLocalGateway({ recordFile, company, clock, demonstration, onStep }: LocalGatewayOptions): PaymentGateway {
  const record = openPaymentRecord(recordFile);

  const fateOf = ({ at, answer }: PaymentEntry): PaymentFate => {
    // Either way: what was sent by a clock that was ahead need not wait until time has caught up.
    const settled = Math.abs(cycleNumber(clock.now()) - cycleNumber(at)) >= CYCLES_TO_SETTLE;
    switch (answer) {
      case 'approved':
        return { status: 'approved' };
      case 'softDecline':
        return { status: 'declined', hard: false, reason: 'The card was declined.' };
      case 'hardDecline':
        return { status: 'declined', hard: true, reason: 'The card was reported stolen.' };
      case 'accountClosed':
        return { status: 'declined', hard: true, reason: 'The bank account is closed.' };
      case 'bank':
        return settled ? { status: 'approved' } : { status: 'pending' };
      case 'bankReturned':
        return settled ? { status: 'declined', hard: false, reason: 'The bank returned the payment.' } : { status: 'pending' };
      case 'neverArrived':
        return { status: 'notReceived' };
      default:
        return assertNever(answer);
    }
  };

  // Asynchronous, so that a record that cannot be written is a rejected call, as a provider out of reach would be.
  return {
    charge: async (request) => {
      await Promise.resolve();
      const known = record.find(request.id);
      if (known !== undefined) return heard(fateOf(known));
      const behaviour = demonstration ? testBehaviour(request.source) : null;
      if (behaviour === 'requestLost') return { status: 'unreachable' };
      onStep?.('gatewayReceived');
      const made = record.keep({
        id: request.id,
        at: clock.now(),
        amount: request.amount,
        source: fundingSourceLabel(request.source),
        answer: decide(request, behaviour),
        company,
        paidWith: request.source,
        ...(request.purchase === undefined ? {} : { purchase: request.purchase }),
      });
      onStep?.('gatewayRecorded');
      return behaviour === 'answerLost' ? { status: 'unreachable' } : heard(fateOf(made));
    },
    whatBecameOf: async (id) => {
      await Promise.resolve();
      // An id that never arrived is closed by asking: a late copy of the request must not charge after all.
      return fateOf(record.find(id) ?? record.keep({ id, at: clock.now(), amount: '0.00', source: '', answer: 'neverArrived', company }));
    },
    keepReceipt: async (receipt) => {
      await Promise.resolve();
      const { purchase, ...told } = receipt;
      record.keepReceipt({ company, ...told, ...(purchase === null ? {} : { purchase }) });
    },
    history: async (since) => {
      await Promise.resolve();
      const { payments, receipts } = record.ofCompany(company);
      return {
        payments: payments
          .filter(({ at }) => at >= since)
          .map((entry) => ({
            id: entry.id,
            at: entry.at,
            amount: entry.amount,
            label: entry.source,
            source: entry.paidWith ?? null,
            purchase: () => record.purchaseOf(entry),
            fate: fateOf(entry),
          })),
        receipts: receipts
          .filter(({ issuedAt }) => issuedAt >= since)
          .map((entry) => ({ ...entry, purchase: () => record.purchaseOf(entry) })),
      };
    },
    describeTestSource: (source) => {
      const behaviour = demonstration ? testBehaviour(source) : null;
      return behaviour === null ? null : describeBehaviour(behaviour);
    },
  };
}

function decide(request: PaymentRequest, behaviour: TestBehaviour | null): PaymentEntry['answer'] {
  switch (behaviour) {
    case 'softDecline':
    case 'hardDecline':
    case 'accountClosed':
    case 'bankReturned':
      return behaviour;
    default:
      return request.source.kind === 'bank' ? 'bank' : 'approved';
  }
}

/** A request under a closed id is refused, which to the sender is a decline. */
function heard(fate: PaymentFate): PaymentAnswer {
  return fate.status === 'notReceived' ? { status: 'declined', hard: false, reason: 'This payment was given up before.' } : fate;
}
