const QUOTE = 0x22;

/**
 * Takes rows from the beginning of a CSV text as long as they are such as nearly all are: one line each, ended by a line feed,
 * every value without quotation marks around it, or between two with none inside. Gives how far they reach; whoever calls lets
 * papaparse read on from there. To read these by it as well would take twice the time, and leave several times the garbage.
 * `take` is given the same array each time, with the values of the next row.
 */
export function takeOrdinaryRows(text: string, delimiter: string, take: (row: readonly string[]) => void): number {
  const row: string[] = [];
  let from = 0;
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', from)) {
    if (!fillRow(row, text, from, end, delimiter)) return from;
    take(row);
    from = end + 1;
  }
  return from;
}

/** Puts the values of the line [from, end) into the row; false where one of them is not ordinary. */
function fillRow(row: string[], text: string, from: number, end: number, delimiter: string): boolean {
  let at = from;
  for (let count = 0; ; count += 1) {
    const quoted = text.charCodeAt(at) === QUOTE;
    const close = quoted ? text.indexOf('"', at + 1) : text.indexOf(delimiter, at);
    const last = close === -1 || close >= end;
    if (!quoted) {
      row[count] = text.substring(at, last ? end : close);
      if (last) return ended(row, count + 1);
      at = close + 1;
    } else {
      if (last) return false;
      row[count] = text.substring(at + 1, close);
      if (close + 1 === end) return ended(row, count + 1);
      if (text[close + 1] !== delimiter) return false;
      at = close + 2;
    }
  }
}

function ended(row: string[], count: number): true {
  if (row.length !== count) row.length = count;
  return true;
}
