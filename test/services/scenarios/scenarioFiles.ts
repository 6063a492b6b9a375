import { quoteAnswer } from '../../../electron/services/scenarios/quoteAnswer.ts';
import { ScenarioRefused, type QuoteFault } from '../../../electron/services/scenarios/quoteFault.ts';
import { readScenario } from '../../../electron/services/scenarios/readScenario.ts';

/** A scenario file with nothing but what is required. */
export const LEAST = { format: 'billing-scenario/1', name: 'Least', timeZone: 'UTC', asOf: '2014-03-15' };

export const CRM = { type: 'crm', quantity: 5, unitPrice: '50.00' };
export const TRAINING = { kind: 'training', description: 'Course', quantity: 1, unitPrice: '500.00' };
export const MINUTES = { balance: '25.00', dailyUsage: ['4.00'] };
export const DIALING = { user: 'ann', tool: 'powerDialer', start: '2014-03-17T08:00', end: '2014-03-17T12:00' };

/** The answer to a scenario with these sections, as it would be printed. */
export function answerTo(sections: object): ReturnType<typeof quoteAnswer> {
  return quoteAnswer(readScenario(bytesOf({ ...LEAST, ...sections })));
}

/** The fault of a file, given as data or as text. Fails where it has none. */
export function faultOf(file: unknown): QuoteFault {
  try {
    readScenario(typeof file === 'string' ? new TextEncoder().encode(file) : bytesOf(file));
  } catch (error) {
    if (error instanceof ScenarioRefused) return error.fault;
    throw error;
  }
  throw new Error('The file was accepted');
}

function bytesOf(file: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(file));
}
