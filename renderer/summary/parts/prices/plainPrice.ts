/** A price as people type it, without dollar sign, commas and spaces. Whether it is one is for the rules to say. */
export function plainPrice(text: string): string {
  return text.replace(/[$,\s]/g, '').replace(/^\./, '0.');
}
