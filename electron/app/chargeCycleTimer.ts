/** Often enough that nobody waits for a charge cycle, rarely enough to cost nothing. */
const BEAT_MS = 60_000;

export interface ChargeCycleTimer {
  /** Runs the work now; a run under way is waited for instead of doubled. */
  readonly beat: () => Promise<void>;
  /** Resolves when no run is under way. */
  readonly idle: () => Promise<void>;
  /** Stops, after the run under way. */
  readonly stop: () => Promise<void>;
}

/** Calls the work every minute, never twice at once. A failed run is logged and tried again at the next beat. */
export function startChargeCycleTimer(work: () => Promise<void>, onError: (error: unknown) => void): ChargeCycleTimer {
  let underWay: Promise<void> | null = null;
  const beat = (): Promise<void> => {
    underWay ??= work()
      .catch(onError)
      .finally(() => {
        underWay = null;
      });
    return underWay;
  };
  const timer = setInterval(() => void beat(), BEAT_MS);
  // A timer alone keeps no process alive.
  timer.unref();
  return {
    beat,
    idle: async () => {
      await underWay;
    },
    stop: async () => {
      clearInterval(timer);
      await underWay;
    },
  };
}
