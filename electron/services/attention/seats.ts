import { LICENSE_TYPE_TEXT } from '../../../shared/values/licenseTypes.ts';
import type { LockoutsOfDay } from '../seats/lockoutsYesterday.ts';
import type { AttentionCondition } from './facts.ts';
import { counted, listed } from './words.ts';

/** Users who could not work yesterday (SPEC section 5). */
export const lockouts: AttentionCondition = ({ accounts }) =>
  accounts.flatMap(({ id, name, lockoutsYesterday: found }) => {
    if (found === null) return [];
    return [
      {
        id: `lockouts:${id}`,
        severity: found.count === null ? ('note' as const) : ('soon' as const),
        sentence:
          found.count === null
            ? `${name}: yesterday had too many sessions to look for lockouts here`
            : `${name}: ${counted(found.count, 'lockout')} yesterday${whyLockedOut(found)}`,
        action: 'Plan seats',
        target: { to: 'seatPlanner' as const, accountId: id, day: found.day },
      },
    ];
  });

/** ": too few seats of Fax", or ", 3 of them: too few seats of Fax" where licenses are missing as well. */
export function whyLockedOut({ count, forSeats, pools }: Pick<LockoutsOfDay, 'count' | 'forSeats' | 'pools'>): string {
  if (forSeats === 0) return ', for want of assigned licenses';
  const seats = `too few seats of ${listed(pools.map((type) => LICENSE_TYPE_TEXT[type].name))}`;
  return forSeats === count ? `: ${seats}` : `, ${forSeats} of them: ${seats}`;
}
