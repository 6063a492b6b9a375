/** Why a user could not start a tool, in the order in which it is looked at (SPEC section 5). */
export const LOCKOUT_CAUSES = ['NO_BASE_LICENSE', 'NOT_ASSIGNED', 'POOL_EMPTY'] as const;

export type LockoutCauseName = (typeof LOCKOUT_CAUSES)[number];
