import type { OpenCompany } from '../ports/company.ts';
import { refuse } from '../refusals.ts';

/** Refuses with CHARGES_WAIT while nobody has looked at a file that was restored or copied: a new receipt would take the number of one that is to be rebuilt (SPEC section 8). */
export function requireLooked({ held = null }: OpenCompany): void {
  if (held === null) return;
  throw refuse('CHARGES_WAIT', '', 'This file was restored or copied. Look at what differs on the page Data & Backups first; until then nothing can be charged. Nothing was saved.');
}
