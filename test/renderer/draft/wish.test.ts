import { describe, expect, it } from 'vitest';
import { wishFor } from '../../../renderer/billing-manager/draft/wish.ts';
import type { Wanted } from '../../../renderer/billing-manager/draft/wish.ts';

const wanted: Wanted = {
  accountId: 1,
  revision: 7,
  draft: { quantities: { crm: 25 } },
  fundingSourceId: 3,
  firstName: 'Alice',
  lastName: 'Brown',
};
const never = (): string => {
  throw new Error('no new id was wanted');
};

describe('wishFor', () => {
  it('makes a new id for a new wish', () => {
    expect(wishFor(wanted, null, () => 'first').input).toEqual({ commandId: 'first', ...wanted });
  });

  it('sends the very same call again while the same wish is unanswered, even where the account has moved on', () => {
    const unanswered = wishFor(wanted, null, () => 'first');
    expect(wishFor({ ...wanted, revision: 8 }, unanswered, never)).toBe(unanswered);
  });

  it('is another wish once anything wanted differs', () => {
    const unanswered = wishFor(wanted, null, () => 'first');
    expect(wishFor({ ...wanted, draft: { quantities: { crm: 26 } } }, unanswered, () => 'second').input.commandId).toBe('second');
    expect(wishFor({ ...wanted, fundingSourceId: 4 }, unanswered, () => 'third').input.commandId).toBe('third');
  });
});
