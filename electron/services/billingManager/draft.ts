import type { z } from 'zod';
import type { draft } from '../../../shared/contracts/billingManager.ts';

/** What was typed on the Billing Manager and not yet accepted, as it came in. */
export type Draft = z.output<typeof draft>;
