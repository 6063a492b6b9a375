import type { AcceptState } from '../draft/useAccept.ts';

/** What Accept waits for. */
export interface AcceptFacts {
  readonly openCharge: boolean;
  /** What was accepted a moment ago is not read yet: the state that a next draft would be made on. */
  readonly settling: boolean;
  readonly dirty: boolean;
  readonly problems: boolean;
  readonly previewCurrent: boolean;
  /** Something is charged now, and the account has nothing to charge. */
  readonly needsSource: boolean;
  readonly firstName: string;
  readonly lastName: string;
  readonly operator: string;
  readonly state: AcceptState['status'];
}

/**
 * Why Accept cannot be pressed now, in one sentence, or null where it can. Only what the window itself can see:
 * whether the wish is allowed is for the application to say, when it is asked.
 */
export function blockReason(facts: AcceptFacts): string | null {
  if (facts.state === 'sending') return 'Waiting for the answer.';
  if (facts.state === 'unheard') return 'It is not known whether the last one was accepted. Try again first.';
  if (facts.openCharge) return 'A charge is still open. Check it first.';
  if (!facts.dirty) return 'Nothing has been changed yet.';
  if (facts.settling) return 'Reading the account again.';
  if (facts.problems) return 'Correct what is marked first.';
  if (!facts.previewCurrent) return 'Working out what it costs.';
  if (facts.needsSource) return 'Add a funding source first.';
  if (facts.firstName.trim() === '' || facts.lastName.trim() === '') return `Type your name to authorise: ${facts.operator}.`;
  return null;
}
