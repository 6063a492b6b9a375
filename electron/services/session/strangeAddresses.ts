/** Wrong passwords in a row, and the moment (epoch milliseconds) before which no other is looked at. */
export interface Tries {
  readonly wrongTries: number;
  readonly nextTryAt: number;
}

export const NO_TRIES: Tries = { wrongTries: 0, nextTryAt: 0 };

const MOST = 1000;

export interface StrangeAddresses {
  readonly tries: (email: string) => Tries;
  readonly keep: (email: string, tries: Tries) => void;
}

/**
 * Wrong tries with addresses that belong to no operator: they wait as everyone does, or the wait would tell who is one.
 * Not kept in the file, where anybody could fill it; the oldest are forgotten.
 */
export function createStrangeAddresses(): StrangeAddresses {
  const kept = new Map<string, Tries>();
  return {
    tries: (email) => kept.get(email.toLowerCase()) ?? NO_TRIES,
    keep: (email, tries) => {
      kept.delete(email.toLowerCase());
      kept.set(email.toLowerCase(), tries);
      const [oldest] = kept.keys();
      if (kept.size > MOST && oldest !== undefined) kept.delete(oldest);
    },
  };
}
