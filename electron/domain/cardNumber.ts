/** Runs of digits with the single spaces and dashes people write between them. */
const GROUPS = /\d+(?:[ -]\d+)*/g;
/** What else may stand between the groups of a card's number; shorter groups are dates. */
const FAR_GROUPS = /\d{3,}(?:[\s\p{Pd}./_]{1,3}\d{3,})+/gu;
/** Digits of a payment card's full number (ISO/IEC 7812). */
const LEAST_DIGITS = 13;
const MOST_DIGITS = 19;

/**
 * True where a text contains what may be a full card number: 13 to 19 digits that pass the Luhn check (SPEC section 8).
 * It begins and ends where a group of digits does, so that an expiry behind it hides nothing, and a longer number that
 * only happens to contain such digits is none.
 */
export function containsCardNumber(text: string): boolean {
  return [GROUPS, FAR_GROUPS].some((groups) => [...text.matchAll(groups)].some(([run]) => holdsCardNumber(run.match(/\d+/g) ?? [])));
}

function holdsCardNumber(groups: readonly string[]): boolean {
  for (let first = 0; first < groups.length; first += 1) {
    let digits = '';
    for (const group of groups.slice(first, first + MOST_DIGITS)) {
      digits += group;
      if (digits.length > MOST_DIGITS) break;
      if (digits.length >= LEAST_DIGITS && passesLuhn(digits)) return true;
    }
  }
  return false;
}

/** Every second digit from the right counts double, its digits summed; the whole must be a multiple of ten. */
function passesLuhn(digits: string): boolean {
  const sum = [...digits].reduceRight((total, digit, index) => {
    const value = (digits.length - index) % 2 === 0 ? Number(digit) * 2 : Number(digit);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
