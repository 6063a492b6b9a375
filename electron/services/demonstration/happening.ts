import type { AccountKey } from './accounts.ts';
import type { Person } from './people.ts';
import type { Recharge } from './rechargeHistory.ts';
import type { Deed } from './story.ts';

/** A deed with every amount known. */
export type SettledDeed = Exclude<Deed, { readonly do: 'startMinutes' }> | { readonly do: 'startMinutes'; readonly amount: string };

/** One thing that happened to the company, in the order in which it is entered. */
export type Happening = { readonly at: number; readonly account: AccountKey } & (
  | { readonly what: 'founded'; readonly by: string }
  | { readonly what: 'shiftsPlanned'; readonly by: string }
  | { readonly what: 'sessionsImported'; readonly by: string }
  | { readonly what: 'joined' | 'left'; readonly by: string; readonly person: Person }
  | { readonly what: 'priceRaised'; readonly by: string; readonly before: string; readonly after: string; readonly from: string }
  | { readonly what: 'deed'; readonly by: string; readonly payWith: string | null; readonly deed: SettledDeed }
  /** By the billing system itself. */
  | { readonly what: 'billed'; readonly date: string }
  | { readonly what: 'recharged'; readonly recharge: Recharge }
);
