import { Refusal } from '../../../shared/errors.ts';
import type { Failure } from '../../../shared/errors.ts';

export const QUOTE_FAULT_CODES = ['BAD_JSON', 'UNKNOWN_FORMAT', 'BAD_INPUT', 'BELOW_CONTRACT_MINIMUM'] as const;

/** Why a file got no quote (SPEC section 13). `path` is a JSON Pointer, RFC 6901; `message` one plain sentence. */
export interface QuoteFault {
  readonly code: (typeof QUOTE_FAULT_CODES)[number];
  readonly path: string;
  readonly message: string;
}

/** Carries a fault from where it is found to the command. */
export class ScenarioRefused extends Error {
  readonly fault: QuoteFault;

  constructor(code: QuoteFault['code'], keys: readonly PropertyKey[], message: string) {
    super(message);
    this.name = 'ScenarioRefused';
    this.fault = { code, path: jsonPointer(keys), message };
  }
}

function jsonPointer(keys: readonly PropertyKey[]): string {
  return keys.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** Why a scenario was refused, as windows are told: with the same code, path and sentence. Anything else is thrown on. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ScenarioRefused) return { ...error.fault };
  if (error instanceof Refusal) return error.failure;
  throw error;
}

/** Runs work on a scenario; its fault becomes a refusal. */
export function refusingFaults<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new Refusal(failureOf(error));
  }
}
