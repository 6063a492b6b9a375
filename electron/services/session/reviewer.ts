import type { Failure } from '../../../shared/errors.ts';
import { REVIEW_SENTENCE } from '../../../shared/values/review.ts';
import type { Operator } from './operatorOf.ts';

/** Whoever looks at a file open for review: no user of the file (no row has this id), who may look, export and make scenarios. */
export const REVIEWER: Operator = {
  user: { id: Number.MAX_SAFE_INTEGER, accountId: 0, firstName: 'Reviewer', lastName: '', email: '', active: true, groupId: null },
  groupName: 'Review',
  capabilities: ['viewBilling', 'makeScenarios'],
};

/** The one answer to every call that would change a file open for review, or needs more than looking. */
export const NOT_IN_REVIEW: Failure = { code: 'READ_ONLY', path: '', message: REVIEW_SENTENCE };
