import { LICENSE_TYPE_TEXT } from '../../../shared/values/licenseTypes.ts';
import type { AttentionCondition } from './facts.ts';
import { counted } from './words.ts';

/** Users who could not work yesterday (SPEC section 5). */
export const lockouts: AttentionCondition = ({ accounts }) =>
  accounts.flatMap(({ id, name, lockoutsYesterday: found }) => {
    if (found === null) return [];
    const seats = found.pools.map((type) => LICENSE_TYPE_TEXT[type].name);
    const why = seats.length === 0 ? ', for want of assigned licenses' : `: too few seats of ${seats.length === 1 ? seats.join('') : `${seats.slice(0, -1).join(', ')} and ${seats.at(-1) ?? ''}`}`;
    return [
      {
        id: `lockouts:${id}`,
        severity: 'soon' as const,
        sentence: `${name}: ${counted(found.count, 'lockout')} yesterday${why}`,
        action: 'Plan seats',
        target: { to: 'seatPlanner' as const, accountId: id, day: found.day },
      },
    ];
  });
