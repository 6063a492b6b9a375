const QUOTE = 0x22;

/**
 * Takes rows from the beginning of a CSV text as long as they are such as nearly all are: one line each, ended by a line feed,
 * every value without quotation marks around it, or between two with none inside. Gives how far they reach; whoever calls lets
 * papaparse read on from there. To read these by it as well would take twice the time, and leave several times the garbage.
 */
export function takeOrdinaryRows(text: string, delimiter: string, take: (row: readonly string[]) => void): number {
  let from = 0;
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', from)) {
    const row = ordinaryRow(text, from, end, delimiter);
    if (row === null) return from;
    take(row);
    from = end + 1;
  }
  return from;
}

/** The values of the line [from, end); null where one of them is not ordinary. */
function ordinaryRow(text: string, from: number, end: number, delimiter: string): readonly string[] | null {
  const row: string[] = [];
  for (let at = from; ;) {
    const quoted = text.charCodeAt(at) === QUOTE;
    const close = quoted ? text.indexOf('"', at + 1) : text.indexOf(delimiter, at);
    const last = close === -1 || close >= end;
    if (!quoted) {
      row.push(text.substring(at, last ? end : close));
      if (last) return row;
      at = close + 1;
    } else {
      if (last) return null;
      row.push(text.substring(at + 1, close));
      if (close + 1 === end) return row;
      if (text[close + 1] !== delimiter) return null;
      at = close + 2;
    }
  }
}
