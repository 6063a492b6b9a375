/** Why a control of a file open for review is disabled, and a call that would change it refused. */
export const REVIEW_SENTENCE = 'This file is open for review: nothing can be changed.';
