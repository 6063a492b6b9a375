import { Refusal } from '../../../shared/errors.ts';
import type { Failure } from '../../../shared/errors.ts';
// Apart from the fault itself, so that `quote` starts without what windows need.
import { ScenarioRefused } from './quoteFault.ts';

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
