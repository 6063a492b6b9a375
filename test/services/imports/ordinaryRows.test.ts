import fc from 'fast-check';
import Papa from 'papaparse';
import { expect, it } from 'vitest';
import { takeOrdinaryRows } from '../../../electron/services/imports/ordinaryRows.ts';

/** The rows that are whole, and in which of them quotation marks are wrong. */
function byPapaparse(text: string): { readonly rows: readonly (readonly string[])[]; readonly faulty: readonly (number | undefined)[] } {
  // The parser's own answer has no type; this is what papaparse documents of its results.
  const { data, errors } = new Papa.Parser({ delimiter: ',', newline: '\n', quoteChar: '"', escapeChar: '"' }).parse(text, 0, true) as Papa.ParseResult<string[]>;
  return { rows: data, faulty: errors.map(({ row }) => row) };
}

function ordinary(text: string): { readonly rows: readonly (readonly string[])[]; readonly rest: string } {
  const rows: (readonly string[])[] = [];
  const reached = takeOrdinaryRows(text, ',', (row) => rows.push([...row]));
  return { rows, rest: text.slice(reached) };
}

it('reads what it reads as papaparse does, and leaves the rest to it', () => {
  const cell = fc.oneof(fc.constantFrom('', 'a', '"a"', '""', '"a,b"', ' a', '"a" '), fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', ' '), maxLength: 6 }));
  const text = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 6 }).chain((rows) => fc.constantFrom('\n', '').map((end) => rows.map((cells) => cells.join(',')).join('\n') + end));
  fc.assert(
    fc.property(text, (csv) => {
      const whole = byPapaparse(csv);
      const { rows, rest } = ordinary(csv);
      const others = byPapaparse(rest);
      expect([...rows, ...others.rows]).toEqual(whole.rows);
      expect(others.faulty.map((row) => (row ?? 0) + rows.length)).toEqual(whole.faulty);
    }),
    { numRuns: 500 },
  );
});

it.each([
  ['a,"b c",\n"",d,"e"\n\n', [['a', 'b c', ''], ['', 'd', 'e'], ['']], ''],
  ['a\n"b ""quoted"""\nc\n', [['a']], '"b ""quoted"""\nc\n'],
  ['a\n"two\nlines"\n', [['a']], '"two\nlines"\n'],
  ['a\n"b" ,c\n', [['a']], '"b" ,c\n'],
  ['a\nno line end', [['a']], 'no line end'],
])('takes of %j the rows before the first that is not ordinary', (text, rows, rest) => {
  expect(ordinary(text)).toEqual({ rows, rest });
});
