import { describe, expect, it } from 'vitest';
import { placeOf, sortProblems } from '../../../renderer/billing-manager/draft/problems.ts';

const problem = (path: string, code = 'BAD_INPUT', message = 'wrong') => ({ path, code, message });

describe('placeOf', () => {
  it('finds the quantity box from the preview’s path and from Accept’s', () => {
    expect(placeOf(problem('/quantities/crm'))).toEqual({ at: 'quantity', type: 'crm' });
    expect(placeOf(problem('/draft/quantities/flexPort'))).toEqual({ at: 'quantity', type: 'flexPort' });
  });

  it('finds names and the funding source by path or code', () => {
    expect(placeOf(problem('/firstName'))).toEqual({ at: 'name' });
    expect(placeOf(problem('', 'NAME_MISMATCH'))).toEqual({ at: 'name' });
    expect(placeOf(problem('/fundingSourceId'))).toEqual({ at: 'fundingSource' });
    expect(placeOf(problem('', 'NO_FUNDING_SOURCE'))).toEqual({ at: 'fundingSource' });
  });

  it('leaves all else to the draft as a whole', () => {
    expect(placeOf(problem('', 'PAST_DUE'))).toEqual({ at: 'draft' });
    expect(placeOf(problem('/quantities/unknown'))).toEqual({ at: 'draft' });
  });
});

describe('sortProblems', () => {
  it('shows the first sentence of each box, by the license’s name, and no sentence twice', () => {
    const sorted = sortProblems([
      problem('/draft/quantities/crmView', 'BAD_INPUT', '"crmView" is below 0.'),
      problem('/quantities/crmView', 'BELOW_ASSIGNED', 'Later.'),
      problem('', 'PAST_DUE', 'Past due.'),
      problem('', 'PAST_DUE', 'Past due.'),
    ]);
    expect(sorted.quantities).toEqual(new Map([['crmView', 'The quantity of CRM-View Only is below 0.']]));
    expect(sorted.draft).toEqual(['Past due.']);
    expect(sorted.name).toBeNull();
  });
});
