import Papa from 'papaparse';
import type { ImportColumn } from '../../../shared/values/imports.ts';
import { unguardCell } from '../../domain/csvText.ts';
import { counted } from '../attention/words.ts';
import { refuse } from '../refusals.ts';
import { readHeader } from './csvHeader.ts';
import type { Header } from './csvHeader.ts';

export interface CsvReaderOptions {
  readonly columns: readonly ImportColumn[];
  /** The header was read: the names of the columns that the file has. */
  readonly onHeader: (present: ReadonlySet<string>) => void;
  /** Cells in the order of `columns`, without the spaces around them. */
  readonly onRow: (cells: readonly string[], line: number) => void;
  readonly onBadRow: (line: number, reason: string) => void;
}

export interface CsvReader {
  /** Refuses with BAD_INPUT what is no CSV in UTF-8, naming the line. */
  push(bytes: Uint8Array): void;
  /** The file is over: its last line needs no line end. */
  end(): void;
}

const NEW_LINE = 0x0a;
const SPACE = 0x20;
const APOSTROPHE = 0x27;
/** No line, and no quoted text over several lines, may be longer (characters, or bytes before they are decoded). */
const LONGEST_ROW = 1024 * 1024;

/**
 * Reads CSV (RFC 4180) piece by piece as it arrives, each byte once. UTF-8 alone, with or without a byte order mark;
 * lines end in LF or CR LF; values are separated by comma, semicolon or tab, whichever the header line uses. One
 * apostrophe before what looks like a formula is taken off.
 */
export function createCsvReader({ columns, onHeader, onRow, onBadRow }: CsvReaderOptions): CsvReader {
  // Whole lines alone are decoded: no character of UTF-8 lies across a line end, so a piece may end anywhere.
  let undecoded: Uint8Array = new Uint8Array(0);
  let linesDecoded = 0;
  let unparsed = '';
  let linesUnparsed = 0;
  let header: Header | null = null;
  // The file has the columns that are known, in their order.
  let inOrder = false;
  // The header is line 1.
  let line = 1;

  function decode(bytes: Uint8Array): string {
    const text = tryDecode(bytes);
    if (text === null || text.includes('\0')) throw refuse('BAD_INPUT', '', notUtf8(linesDecoded + firstBadLine(bytes)));
    const whole = linesDecoded === 0 && text.startsWith('\uFEFF') ? text.slice(1) : text;
    const lines = countLines(whole);
    linesDecoded += lines;
    linesUnparsed += lines;
    return whole.includes('\r') ? whole.replaceAll('\r\n', '\n') : whole;
  }

  function parse(): void {
    if (header === null) {
      const end = unparsed.indexOf('\n');
      if (end === -1) return;
      const first = unparsed.slice(0, end);
      unparsed = unparsed.slice(end + 1);
      linesUnparsed -= 1;
      header = readHeader(first, columns);
      inOrder = header.places.every((place, index) => place === index);
      onHeader(header.present);
      line = 2;
    }
    const { data, errors, cursor } = parseRows(unparsed, header.delimiter);
    // Mostly every row is one line; only where one is not must its lines be counted.
    const linesBefore = linesUnparsed;
    unparsed = unparsed.slice(cursor);
    linesUnparsed = countLines(unparsed);
    const oneLineEach = linesBefore - linesUnparsed === data.length;
    const faulty = errors.length === 0 ? null : new Set(errors);
    let index = 0;
    for (const row of data) {
      takeRow(row, faulty?.has(index) ?? false, header);
      index += 1;
      line += oneLineEach ? 1 : 1 + row.reduce((lines, cell) => lines + countLines(cell), 0);
    }
    if (unparsed.length > LONGEST_ROW) throw refuse('BAD_INPUT', '', `Line ${line} is too long. Perhaps a quotation mark is never closed. Nothing was imported.`);
  }

  function takeRow(row: readonly string[], faulty: boolean, { places, width }: Header): void {
    // Spreadsheets leave a row of separators where one was cleared.
    if (row.every((cell) => cell.trim() === '')) return;
    if (faulty) return onBadRow(line, 'A quotation mark is not closed, or stands inside a value without being doubled.');
    // Spreadsheets put empty values at the end of lines.
    if (row.length !== width && (row.length < width || row.slice(width).some((cell) => cell.trim() !== ''))) {
      return onBadRow(line, `This line has ${counted(row.length, 'value')}; the header has ${width}.`);
    }
    if (inOrder && row.length === width && isPlain(row)) return onRow(row, line);
    onRow(places.map((place) => (place === null ? '' : unguardCell(withoutSpaces(row[place] ?? '')))), line);
  }

  return {
    push(bytes) {
      const end = bytes.lastIndexOf(NEW_LINE) + 1;
      if (end === 0) {
        undecoded = joined(undecoded, bytes);
        if (undecoded.length > LONGEST_ROW) throw refuse('BAD_INPUT', '', `Line ${linesDecoded + 1} is too long: this is no CSV file. Nothing was imported.`);
        return;
      }
      const whole = joined(undecoded, bytes.subarray(0, end));
      undecoded = bytes.slice(end);
      unparsed += decode(whole);
      parse();
    },
    end() {
      unparsed += `${decode(undecoded)}\n`;
      linesUnparsed += 1;
      undecoded = new Uint8Array(0);
      parse();
      if (unparsed !== '') onBadRow(line, 'A quotation mark is never closed.');
    },
  };
}

/** Rows that are whole, the numbers of those whose quotation marks are wrong, and how far they reach in the text. */
function parseRows(text: string, delimiter: string): { readonly data: readonly (readonly string[])[]; readonly errors: readonly number[]; readonly cursor: number } {
  const parser = new Papa.Parser({ delimiter, newline: '\n', quoteChar: '"', escapeChar: '"' });
  // The parser's own answer has no type; this is what papaparse documents of its results.
  const result = parser.parse(text, 0, true) as Papa.ParseResult<string[]>;
  return { data: result.data, errors: result.errors.flatMap(({ row }) => row ?? []), cursor: result.meta.cursor };
}

function tryDecode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The number, from 1, of the first line that is not UTF-8 text. */
function firstBadLine(bytes: Uint8Array): number {
  let number = 1;
  for (let start = 0; start < bytes.length; number += 1) {
    const end = bytes.indexOf(NEW_LINE, start);
    const next = end === -1 ? bytes.length : end + 1;
    const text = tryDecode(bytes.subarray(start, next));
    if (text === null || text.includes('\0')) return number;
    start = next;
  }
  return number;
}

function notUtf8(line: number): string {
  return `Line ${line} is not text in UTF-8. Save the file as "CSV UTF-8" and choose it again. Nothing was imported.`;
}

/** No cell has a space around it or an apostrophe before it: there is nothing to take off. */
function isPlain(row: readonly string[]): boolean {
  for (const cell of row) {
    const first = cell.charCodeAt(0);
    if (first === SPACE || first === APOSTROPHE || cell.charCodeAt(cell.length - 1) === SPACE) return false;
  }
  return true;
}

/** Spaces alone: a tab at the beginning says something of who wrote it, and is for the kind to refuse. */
function withoutSpaces(cell: string): string {
  return cell.startsWith(' ') || cell.endsWith(' ') ? cell.replace(/^ +| +$/g, '') : cell;
}

function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second;
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
