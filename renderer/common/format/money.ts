/** Groups the whole part of a decimal string by thousands: "3120.5" becomes "3,120.5". Text alone, no arithmetic. */
export function groupThousands(decimal: string): string {
  const [whole = '', fraction] = decimal.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/**
 * A decimal string in dollars as shown: "3120.00" becomes "$3,120.00", "-5.48" becomes "−$5.48", a rate "0.0125"
 * keeps its decimals, and there are always two at least. Works on the text, so that no amount passes through a
 * floating-point number (SPEC section 16).
 */
export function formatMoney(amount: string): string {
  const negative = amount.startsWith('-');
  const [whole = '0', fraction = ''] = (negative ? amount.slice(1) : amount).split('.');
  return `${negative ? '−' : ''}$${groupThousands(`${whole}.${fraction.padEnd(2, '0')}`)}`;
}

const GROUPED = /^-?[1-9]\d{0,2}(?:(?:,\d{3})+|(?:\s\d{3})+)(?:\.\d*)?$/;

/**
 * A number as people type it, with a plain minus and without what groups its thousands. Commas and spaces that group none
 * stay: "49,90" is not 4990. Whether the text is a number is for the rules to say.
 */
export function plainNumber(text: string): string {
  const typed = text.trim().replace(/^[−–-]\s*/, '-');
  return (GROUPED.test(typed) ? typed.replace(/[,\s]/g, '') : typed).replace(/^(-?)\./, '$10.');
}

/** The same for a price, which may have a dollar sign. */
export function plainPrice(text: string): string {
  return plainNumber(text.replaceAll('$', ''));
}

/** True for "0.00", "0" and the like. */
export function isZero(amount: string): boolean {
  return /^-?0*(\.0*)?$/.test(amount);
}
