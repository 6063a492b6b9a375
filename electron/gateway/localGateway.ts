import { appendFileSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { cycleNumber } from '../domain/chargeCycle.ts';
import type { Clock, PaymentAnswer, PaymentFate, PaymentGateway, PaymentRequest } from '../services/ports/outside.ts';
import { describeBehaviour, testBehaviour } from './testSources.ts';

/** A bank takes three charge cycles to settle (SPEC section 7). */
const CYCLES_TO_SETTLE = 3;

const entry = z.strictObject({
  id: z.string(),
  at: z.int(),
  amount: z.string(),
  source: z.string(),
  answer: z.enum(['approved', 'softDecline', 'hardDecline', 'bank', 'neverArrived']),
});

type Entry = z.infer<typeof entry>;

export interface LocalGatewayOptions {
  /** The gateway's own record, one JSON object a line; apart from the data file, as a real provider's would be. */
  readonly recordFile: string;
  readonly clock: Clock;
  /** Only a demonstration's cards have test behaviours. */
  readonly demonstration: boolean;
}

/**
 * The gateway that is shipped: it records payments and moves no money (SPEC section 8). Its record is durable before
 * it answers, so that the same id is never charged twice and "what became of it?" has an answer after a crash.
 */
export function createLocalGateway({ recordFile, clock, demonstration }: LocalGatewayOptions): PaymentGateway {
  const record = readRecord(recordFile);

  const keep = (made: Entry): Entry => {
    append(recordFile, made);
    record.set(made.id, made);
    return made;
  };

  const answerTo = ({ at, answer }: Entry): PaymentFate => {
    switch (answer) {
      case 'approved':
        return { status: 'approved' };
      case 'softDecline':
        return { status: 'declined', hard: false, reason: 'The card was declined.' };
      case 'hardDecline':
        return { status: 'declined', hard: true, reason: 'The card was reported stolen.' };
      case 'bank':
        return cycleNumber(clock.now()) >= cycleNumber(at) + CYCLES_TO_SETTLE ? { status: 'approved' } : { status: 'pending' };
      case 'neverArrived':
        return { status: 'notReceived' };
    }
  };

  return {
    charge: (request) => {
      const known = record.get(request.id);
      if (known !== undefined) return Promise.resolve(heard(answerTo(known)));
      const behaviour = demonstration ? testBehaviour(request.source) : null;
      if (behaviour === 'requestLost') return Promise.resolve({ status: 'unreachable' });
      const made = keep({
        id: request.id,
        at: clock.now(),
        amount: request.amount,
        source: `${request.source.institution} ending ${request.source.lastFour}`,
        answer: decide(request, behaviour),
      });
      return Promise.resolve(behaviour === 'answerLost' ? { status: 'unreachable' } : heard(answerTo(made)));
    },
    whatBecameOf: (id) => {
      // An id that never arrived is closed by asking: a late copy of the request must not charge after all.
      const known = record.get(id) ?? keep({ id, at: clock.now(), amount: '0.00', source: '', answer: 'neverArrived' });
      return Promise.resolve(answerTo(known));
    },
    describeTestSource: (source) => {
      const behaviour = demonstration ? testBehaviour(source) : null;
      return behaviour === null ? null : describeBehaviour(behaviour);
    },
  };
}

function decide(request: PaymentRequest, behaviour: ReturnType<typeof testBehaviour>): Entry['answer'] {
  if (behaviour === 'softDecline' || behaviour === 'hardDecline') return behaviour;
  return request.source.kind === 'bank' ? 'bank' : 'approved';
}

/** A request under a closed id is refused, which to the sender is a decline. */
function heard(fate: PaymentFate): PaymentAnswer {
  return fate.status === 'notReceived' ? { status: 'declined', hard: false, reason: 'This payment was given up before.' } : fate;
}

function readRecord(recordFile: string): Map<string, Entry> {
  const record = new Map<string, Entry>();
  if (!existsSync(recordFile)) return record;
  for (const line of readFileSync(recordFile, 'utf8').split('\n')) {
    // A last line cut off by a crash was never answered: the request counts as not received.
    const parsed = line.endsWith('}') ? entry.safeParse(parseJson(line)) : null;
    if (parsed?.success === true) record.set(parsed.data.id, parsed.data);
  }
  return record;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function append(recordFile: string, made: Entry): void {
  mkdirSync(dirname(recordFile), { recursive: true });
  const handle = openSync(recordFile, 'a', 0o600);
  try {
    // The leading line break keeps a line that a crash cut off from swallowing this one.
    appendFileSync(handle, `\n${JSON.stringify(made)}`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
