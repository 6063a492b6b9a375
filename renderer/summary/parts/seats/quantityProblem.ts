/** The most units there may be (SPEC section 13). */
const MOST = 1_000_000_000;

/** Why a text is no quantity, as a sentence at its box; null where it is one. */
export function quantityProblem(text: string): string | null {
  if (!/^\d+$/.test(text.trim())) return 'Type a whole number, 0 or more.';
  return Number(text) > MOST ? 'This is above 1,000,000,000.' : null;
}
