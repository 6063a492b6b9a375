import { randomBytes, timingSafeEqual } from 'node:crypto';

function same(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}

export interface Access {
  /** Goes into the printed address; good for one visit. */
  readonly launchToken: string;
  /** The cookie's value for the right token, once; null for a wrong or used one. */
  exchange(token: string): string | null;
  holds(cookie: string | undefined): boolean;
}

/** Who may come in: the one browser that was given the printed address, by a cookie for as long as this process runs. */
export function createAccess(): Access {
  const launchToken = randomBytes(32).toString('base64url');
  const session = randomBytes(32).toString('base64url');
  let used = false;
  return {
    launchToken,
    exchange(token) {
      if (used || !same(token, launchToken)) return null;
      used = true;
      return session;
    },
    holds: (cookie) => cookie !== undefined && same(cookie, session),
  };
}
