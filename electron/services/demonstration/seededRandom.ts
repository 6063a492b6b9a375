/**
 * Repeatable numbers in [0, 1): the same seed gives the same sequence on every machine (mulberry32, by Tommy Ettinger,
 * public domain). For the look of the demonstration alone; no money is drawn from it, only minutes in whole tenths.
 */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
