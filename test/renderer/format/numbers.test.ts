import { describe, expect, it } from 'vitest';
import { countOf, formatBytes, formatCount, formatReceiptNumber, withAlignedPoints } from '../../../renderer/common/format/numbers.ts';

describe('numbers', () => {
  it('groups thousands', () => {
    expect(formatCount(1_000_000_000)).toBe('1,000,000,000');
    expect(formatCount(-1430)).toBe('−1,430');
  });

  it('counts one and many', () => {
    expect(countOf(1, 'receipt')).toBe('1 receipt');
    expect(countOf(0, 'receipt')).toBe('0 receipts');
    expect(countOf(1204, 'receipt')).toBe('1,204 receipts');
  });

  it('says the size of a file', () => {
    expect([0, 1_499, 712_000, 1_450_000].map(formatBytes)).toEqual(['1 kB', '1 kB', '712 kB', '1.5 MB']);
  });

  it('stands points in a line', () => {
    expect(withAlignedPoints(['−$1.606', '−$0.12', '6', '–'])).toEqual(['−$1.606', '−$0.12\u2007', '6\u2008\u2007\u2007\u2007', '–\u2008\u2007\u2007\u2007']);
    expect(withAlignedPoints(['12', '1,204'])).toEqual(['12', '1,204']);
    expect(withAlignedPoints([])).toEqual([]);
  });

  it('prints receipt numbers with six digits at least', () => {
    expect(formatReceiptNumber(132)).toBe('000132');
    expect(formatReceiptNumber(1_234_567)).toBe('1234567');
  });
});
