/** Runs of digits with the single spaces and dashes people write between them. */
const GROUPS = /\d+(?:[ -]\d+)*/g;
/** What else may stand between the groups of a card's number; shorter groups are dates. */
const FAR_GROUPS = /\d{3,}(?:[\s\p{Pd}./_]{1,3}\d{3,})+/gu;
/** And between groups of four and more whatever is no letter. */
const ODD_GROUPS = /\d{4,}(?:[^\p{L}\p{N}]{1,4}\d{3,})+/gu;
/** Days and times as names of files have them. */
const DATES = /(?<!\d)(?:19|20)\d{2}[-_.]?(?:0[1-9]|1[0-2])[-_.]?(?:0[1-9]|[12]\d|3[01])(?:[T _-]?[0-2]\d[-_.]?[0-5]\d(?:[-_.]?[0-5]\d)?)?(?!\d)/g;
const YEAR = /^(?:19|20)\d{2}$/;
/** Digits of a payment card's full number (ISO/IEC 7812). */
const LEAST_DIGITS = 13;
const MOST_DIGITS = 19;

/**
 * True where a text contains what may be a full card number: 13 to 19 digits that pass the Luhn check (SPEC section 8).
 * It begins and ends where a group of digits does, so that an expiry behind it hides nothing, and a longer number that
 * only happens to contain such digits is none.
 */
export function containsCardNumber(text: string): boolean {
  // As one reads it: full-width digits are digits, and what has no width stands between none.
  const read = text.normalize('NFKC').replace(/\p{Cf}/gu, '');
  return [GROUPS, FAR_GROUPS, ODD_GROUPS].some((groups) => [...read.matchAll(groups)].some(([run]) => holdsCardNumber(run.match(/\d+/g) ?? [])));
}

/** The same for the name of a file, where two days in a row are no card. */
export function namesCardNumber(fileName: string): boolean {
  return containsCardNumber(fileName.replace(DATES, 'x'));
}

function holdsCardNumber(groups: readonly string[]): boolean {
  for (let first = 0; first < groups.length; first += 1) {
    let digits = '';
    // No card begins so; years in a row do.
    if (YEAR.test(groups[first] ?? '')) continue;
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
