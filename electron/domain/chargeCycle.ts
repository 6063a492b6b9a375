/** Four hours: money moves by itself at the UTC hours 00, 04, 08, 12, 16 and 20 (SPEC section 6). */
export const CHARGE_CYCLE_MS = 14_400_000;

/** The number of the charge cycle in which a moment (epoch milliseconds) lies: floor(epoch seconds / 14400). */
export function cycleNumber(epochMs: number): number {
  return Math.floor(epochMs / CHARGE_CYCLE_MS);
}

/** The moment, in epoch milliseconds, at which a cycle begins. */
export function cycleStart(cycle: number): number {
  return cycle * CHARGE_CYCLE_MS;
}

/** The first beat after a moment, both in epoch milliseconds; from exactly on a beat, the following one. */
export function nextCycleAfter(epochMs: number): number {
  return cycleStart(cycleNumber(epochMs) + 1);
}

/** The first beat at or after a moment, both in epoch milliseconds. */
export function cycleAtOrAfter(epochMs: number): number {
  return cycleStart(Math.ceil(epochMs / CHARGE_CYCLE_MS));
}
