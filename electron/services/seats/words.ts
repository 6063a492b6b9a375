import type { z } from 'zod';
import type { seatPlan } from '../../../shared/contracts/seats.ts';
import { LICENSE_TYPE_TEXT, POOLED_TYPES } from '../../../shared/values/licenseTypes.ts';
import type { PooledType } from '../../../shared/values/licenseTypes.ts';
import type { LockoutCause, SeatCounts } from '../../domain/seatPool.ts';
import { counted } from '../attention/words.ts';

/** Who runs what no user runs. */
export const SYSTEM = 'The system';

/** Why somebody was locked out, as a sentence; `quantities` are the seats there were. */
export function causeInWords(cause: LockoutCause, quantities: SeatCounts): string {
  switch (cause.cause) {
    case 'NO_BASE_LICENSE':
      return 'Holds neither a CRM nor a CRM-View Only license';
    case 'NOT_ASSIGNED':
      return `${LICENSE_TYPE_TEXT[cause.license].name} is not assigned to this user`;
    case 'POOL_EMPTY': {
      const { name } = LICENSE_TYPE_TEXT[cause.license];
      const seats = quantities[cause.license];
      if (seats === 0) return `There is no ${name} seat`;
      return seats === 1 ? `The one ${name} seat was in use` : `All ${seats.toLocaleString('en-US')} ${name} seats were in use`;
    }
  }
}

export interface VerdictFacts {
  readonly sessions: number;
  readonly poolEmpty: number;
  /** Lockouts that no quantity mends. */
  readonly denied: number;
  readonly tried: SeatCounts;
  /** Other quantities than those that are paid for. */
  readonly trying: boolean;
  readonly advised: SeatCounts;
  /** Dollars a month of the seats that are missing, and of those that are not needed. */
  readonly missingPrice: Verdict['parts'][number];
  readonly sparePrice: Verdict['parts'][number];
}

export type Verdict = z.output<typeof seatPlan>['verdict'];

/** What a play says: whether the seats suffice, what would, and at which price. */
export function verdict({ sessions, poolEmpty, denied, tried, trying, advised, missingPrice, sparePrice }: VerdictFacts): Verdict {
  if (sessions === 0) return { tone: 'note', parts: ['No sessions run in these days. Import a session log, plan shifts, or choose other days.'] };
  const unmended = denied === 0 ? '' : ` ${counted(denied, 'lockout')} ${denied === 1 ? 'comes' : 'come'} from licenses that a user does not hold: no quantity mends that, an assignment does.`;
  const spare = listed(advised, tried);
  if (poolEmpty > 0) {
    const missing = `${counted(poolEmpty, 'lockout')} for want of seats. With ${listed(tried, advised)} more${trying ? ' than what is tried' : ''} there would be none: `;
    return {
      tone: 'urgent',
      parts: [missing, missingPrice, ...(spare === '' ? [` more a month.${unmended}`] : [` more a month. Not needed in these days: ${spare}, `, sparePrice, ` a month.${unmended}`])],
    };
  }
  const none = 'No lockouts for want of seats. ';
  return {
    tone: denied === 0 ? 'done' : 'soon',
    parts: spare === '' ? [`${none}Nothing can be spared.${unmended}`] : [`${none}${spare} fewer would do in these days: `, sparePrice, ` less a month${trying ? ' than what is tried' : ''}.${unmended}`],
  };
}

/** "2 PowerDialer and 1 Flex Port": by how much the second counts are above the first. */
function listed(from: SeatCounts, to: SeatCounts): string {
  const parts = POOLED_TYPES.filter((type: PooledType) => to[type] > from[type]).map(
    (type) => `${(to[type] - from[type]).toLocaleString('en-US')} ${LICENSE_TYPE_TEXT[type].name}`,
  );
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}
