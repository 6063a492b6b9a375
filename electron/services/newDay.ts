import { localDay } from '../domain/localTime.ts';
import type { OpenCompany } from './ports/company.ts';
import type { Clock, Publish } from './ports/outside.ts';

export interface NewDay {
  /** Tells the windows where another local day has begun since it last looked at the same file: what is left of a period, and which price is in force, are others then. */
  readonly look: (company: OpenCompany) => void;
}

/** The windows follow the company's calendar though nothing was written (SPEC section 2: what is shown is what Accept does). */
export function createNewDay({ clock, publish }: { readonly clock: Clock; readonly publish: Publish }): NewDay {
  let seen: { readonly file: unknown; readonly day: string } | null = null;
  return {
    look: ({ file }) => {
      const day = localDay(clock.now(), file.company.timeZone);
      if (seen?.file === file && seen.day !== day) publish(['app', 'accounts', 'seats']);
      seen = { file, day };
    },
  };
}
