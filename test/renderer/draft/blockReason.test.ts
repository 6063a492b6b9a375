import { describe, expect, it } from 'vitest';
import { blockReason } from '../../../renderer/billing-manager/summary-column/blockReason.ts';
import type { AcceptFacts } from '../../../renderer/billing-manager/summary-column/blockReason.ts';

const ready: AcceptFacts = {
  openCharge: false,
  dirty: true,
  settling: false,
  problems: false,
  previewCurrent: true,
  needsSource: false,
  firstName: 'Alice',
  lastName: 'Brown',
  operator: 'Alice Brown',
  state: 'idle',
};

describe('blockReason', () => {
  it('is none when everything is there', () => {
    expect(blockReason(ready)).toBeNull();
  });

  it.each<[Partial<AcceptFacts>, string]>([
    [{ state: 'sending' }, 'Waiting for the answer.'],
    [{ state: 'unheard', openCharge: true }, 'It is not known whether the last one was accepted. Try again first.'],
    [{ openCharge: true, dirty: false }, 'A charge is still open. Check it first.'],
    [{ dirty: false }, 'Nothing has been changed yet.'],
    [{ settling: true, problems: true }, 'Reading the account again.'],
    [{ problems: true }, 'Correct what is marked first.'],
    [{ previewCurrent: false }, 'Working out what it costs.'],
    [{ needsSource: true, firstName: '' }, 'Add a funding source first.'],
    [{ firstName: '  ' }, 'Type your name to authorise: Alice Brown.'],
    [{ lastName: '' }, 'Type your name to authorise: Alice Brown.'],
  ])('%j: %s', (facts, reason) => {
    expect(blockReason({ ...ready, ...facts })).toBe(reason);
  });
});
