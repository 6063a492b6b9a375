/** An active user of the group Billing Administrator. */
export interface Administrator {
  readonly id: number;
  /** Who has none cannot sign in yet. */
  readonly hasPassword: boolean;
}

/**
 * Whether nobody could manage users and groups any more once these users left the administrators, deactivated or moved
 * to another group (SPEC section 15). One without a password is no help to those who are locked out, so only those
 * with one count; where nobody has a password, as in a demonstration, all count.
 */
export function wouldLeaveNoAdministrator(administrators: readonly Administrator[], leaving: ReadonlySet<number>): boolean {
  const able = administrators.filter(({ hasPassword }) => hasPassword);
  const counted = able.length > 0 ? able : administrators;
  return counted.length > 0 && counted.every(({ id }) => leaving.has(id));
}
