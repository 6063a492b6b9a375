import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { containsCardNumber, namesCardNumber } from '../../electron/domain/cardNumber.ts';

/** The last digit that makes a run of digits pass the Luhn check, found by trying. */
function withCheckDigit(digits: string): string {
  const sum = (text: string): number =>
    [...text].reverse().reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  const check = [...'0123456789'].find((digit) => sum(digits + digit) % 10 === 0) ?? '';
  return digits + check;
}

describe('a full card number in a text', () => {
  test.each([
    '4242424242424242',
    '4242 4242 4242 4242',
    '4242-4242-4242-4242',
    'Visa 378282246310005, thanks',
    'ref 6011111111111117.',
    '4222222222222',
    '6304000000000000000',
    '4242 4242 4242 4242 11/28',
    '12 4242424242424242',
    'no 7 4242-4242 4242-4242-123',
    '4242.4242.4242.4242',
    '4242  4242  4242  4242',
    '4242\u00a04242\u00a04242\u00a04242',
    '4242/4242/4242/4242',
    '4242 - 4242 – 4242—4242',
    '4242_4242_4242_4242',
    '4242\n4242\n4242\n4242',
    '3782.822463.10005',
    '4242,4242,4242,4242',
    '4242 : 4242 : 4242 : 4242',
    '(4242) (4242) (4242) (4242)',
    '4242·4242·4242·4242',
    '4242    4242    4242    4242',
    '4242\u200b4242\u200b4242\u200b4242',
    '\uff14\uff12\uff14\uff12\uff14\uff12\uff14\uff12\uff14\uff12\uff14\uff12\uff14\uff12\uff14\uff12',
  ])('%s', (text) => {
    expect(containsCardNumber(text)).toBe(true);
  });

  test.each(['', 'ending 4242', '4242424242424241', '424242424242', '2026-03-15 to 2026-04-14', '11/01/2026 - 11/30/2026', '01.11.2026 – 08.11.2026', '192.168.100.200', '1,200.00, 1,300.00 and 45,100.00', 'Audit of 2023, 2024, 2025, 2026', '2010 2011 2012 2013', 'order 1234567890123', '4242 4242 4242', '1234567812345678', '42424242424242424242'])('not in "%s"', (text) => {
    expect(containsCardNumber(text)).toBe(false);
  });

  test.each(['card 4242 4242 4242 4242.csv', '4242424242424242.csv', '20261101 4242-4242-4242-4242.csv'])('in the name "%s" of a file', (name) => {
    expect(namesCardNumber(name)).toBe(true);
  });

  test('in no name that says two days, or a moment', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1990-01-01'), max: new Date('2060-01-01'), noInvalidDate: true }), fc.date({ min: new Date('1990-01-01'), max: new Date('2060-01-01'), noInvalidDate: true }), fc.constantFrom('', '-', '_', '.'), (from, to, between) => {
        const day = (date: Date): string => date.toISOString().slice(0, 10).replaceAll('-', between);
        const time = from.toISOString().slice(11, 19).replaceAll(':', between);
        return !namesCardNumber(`usage ${day(from)}-${day(to)}.csv`) && !namesCardNumber(`export_${day(from)}${time}.csv`) && !namesCardNumber(`Company X ${day(from)} ${time}.billing`);
      }),
    );
  });

  test('every number of 13 to 19 digits that passes the check is found, with whatever stands around it', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{12,18}$/), fc.stringMatching(/^[a-z ,.]{0,8}$/), fc.stringMatching(/^[a-z ,.]{0,8}$/), (digits, before, after) =>
        containsCardNumber(`${before}x${withCheckDigit(digits)}x${after}`),
      ),
    );
  });
});
