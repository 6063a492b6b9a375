/** One funding source in the present round of tries for a bill. */
export interface SourceInRound {
  /** False: expired, or refused for good. */
  readonly usable: boolean;
  /** What came of its try in this round. */
  readonly tried: 'not' | 'declined' | 'notReceived';
}

export type BillStep =
  | { readonly do: 'charge'; readonly index: number }
  /** Every source that could be tried declined: the cycle counts as failed. */
  | { readonly do: 'fail' }
  /** The gateway never got the try: the next cycle, uncounted. */
  | { readonly do: 'wait' }
  /** Nothing is there to pay with. */
  | { readonly do: 'noSource' };

/** What to do next for a bill that is owed: its sources are tried in order, each once a round (SPEC sections 4 and 7). */
export function nextBillStep(sources: readonly SourceInRound[]): BillStep {
  if (sources.some(({ tried }) => tried === 'notReceived')) return { do: 'wait' };
  const index = sources.findIndex(({ usable, tried }) => usable && tried === 'not');
  if (index !== -1) return { do: 'charge', index };
  return { do: sources.some(({ tried }) => tried === 'declined') ? 'fail' : 'noSource' };
}
