/** Digits of a payment card's full number (ISO/IEC 7812), with the spaces and dashes people write between them. */
const CANDIDATE = /\d(?:[ -]?\d){12,18}/g;

/** True where a text contains what may be a full card number: 13 to 19 digits that pass the Luhn check (SPEC section 8). */
export function containsCardNumber(text: string): boolean {
  for (const [candidate] of text.matchAll(CANDIDATE)) {
    const digits = [...candidate].filter((character) => character >= '0' && character <= '9').map(Number);
    // A longer run may hide a number anywhere in it.
    for (let length = 13; length <= digits.length; length += 1) {
      for (let start = 0; start + length <= digits.length; start += 1) {
        if (passesLuhn(digits.slice(start, start + length))) return true;
      }
    }
  }
  return false;
}

/** Every second digit from the right counts double, its digits summed; the whole must be a multiple of ten. */
function passesLuhn(digits: readonly number[]): boolean {
  const sum = digits.reduceRight((total, digit, index) => {
    const value = (digits.length - index) % 2 === 0 ? digit * 2 : digit;
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
