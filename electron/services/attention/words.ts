/** A decimal string as an amount inside a sentence, as windows show it: "-1234.50" reads "−$1,234.50". */
export function dollars(amount: string): string {
  const [, sign = '', whole = '', rest = ''] = /^(-?)(\d+)(.*)$/.exec(amount) ?? [];
  return `${sign === '' ? '' : '−'}$${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${rest}`;
}

/** "a", "a and b", "a, b and c". */
export function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}

/** "1 CRM license", "4 CRM licenses", "24,475 lockouts". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}
