/** Settings beside today's in one replay. */
export const MOST_REPLAY_SETTINGS = 4;

/** Recharges of a replay that are told one by one, the first ones. */
export const MOST_RECHARGES_SHOWN = 100;

/** What a charge cycle decided about an account's automatic recharge (SPEC section 7). */
export const RECHARGE_DECISIONS = ['notDue', 'stamped', 'charged', 'pending', 'declined', 'waiting', 'cleared', 'paused', 'missed'] as const;

export type RechargeDecision = (typeof RECHARGE_DECISIONS)[number];
