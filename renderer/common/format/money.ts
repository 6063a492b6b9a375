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

/** A price as people type it, without dollar sign, commas and spaces, and with a plain minus. Whether it is one is for the rules to say. */
export function plainPrice(text: string): string {
  return text.replace(/[$,\s]/g, '').replace(/^[−–]/, '-').replace(/^(-?)\./, '$10.');
}

/** True for "0.00", "0" and the like. */
export function isZero(amount: string): boolean {
  return /^-?0*(\.0*)?$/.test(amount);
}
