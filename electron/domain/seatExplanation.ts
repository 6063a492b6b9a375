import type { Explanation } from '../../shared/values/explanation.ts';
import type { PooledType } from '../../shared/values/licenseTypes.ts';

export interface NeededFacts {
  /** Licenses there are, and the most held at one time with these. */
  readonly quantity: number;
  readonly peak: number;
  readonly needed: number;
  /** When as many are needed first: YYYY-MM-DD HH:MM in the company's time zone; null where no session begins then. */
  readonly at: string | null;
}

/** How the needed quantity of a pool came about (SPEC sections 5 and 14). */
export function neededExplanation(type: PooledType, { quantity, peak, needed, at }: NeededFacts): Explanation {
  const short = needed - quantity;
  return {
    rule:
      type === 'recordingPort'
        ? 'The most Recording Ports held at one time with the quantity there is: a recording that finds none runs on a Flex Port.'
        : 'The most seats held at one time when the same sessions are played with no limit on any license but Recording Port.',
    inputs: [
      { label: 'Licenses there are', value: String(quantity) },
      { label: 'Most held at one time with these', value: String(peak) },
      { label: 'Needed at one time', value: String(needed) },
      ...(at === null ? [] : [{ label: 'First at', value: at }]),
    ],
    calculation: `${needed} needed of ${quantity}: ${short > 0 ? `${short} short` : `${-short} to spare`}`,
  };
}
