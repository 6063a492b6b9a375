/** A receipt's number as it is shown and printed everywhere: six digits at least (SPEC section 11). */
export function formatReceiptNumber(number: number): string {
  return String(number).padStart(6, '0');
}
