import { formatMoney } from '../format/money.ts';
import { axisTop } from './chartScale.ts';

/** Places in a chart's own units: its size, and what is left around the part that is drawn in. */
export interface ChartArea {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface GridLine {
  readonly label: string;
  readonly y: number;
  readonly zero: boolean;
}

export interface Axis {
  readonly heightOf: (value: number) => number;
  readonly lines: readonly GridLine[];
}

/** An axis of dollars with a line at each of the same round steps, from zero or from below the least amount to above the greatest. For places on screen alone. */
export function moneyAxis(amounts: readonly number[], area: Pick<ChartArea, 'height' | 'top' | 'bottom'>): Axis {
  const [least, most] = [Math.min(0, ...amounts), Math.max(0, ...amounts)];
  const step = axisTop(Math.max(most, -least)) / 2;
  const below = Math.ceil(-least / step);
  const above = least === 0 && most === 0 ? 2 : Math.ceil(most / step);
  const [highest, lowest] = [above * step, -below * step];
  const heightOf = (value: number): number => area.top + ((area.height - area.top - area.bottom) * (highest - value)) / (highest - lowest);
  const values = Array.from({ length: above + below + 1 }, (_, index) => (above - index) * step);
  return { heightOf, lines: values.map((value) => ({ label: formatMoney(value.toFixed(2)), y: heightOf(value), zero: value === 0 })) };
}

/** About what a character of the labels is wide; bold digits are the widest. */
const CHARACTER = 6.8;
const GAP = 14;

/** Room on both sides for the labels of the axis and for what stands at the ends of the lines: no amount is cut off. */
export function areaFor(frame: Pick<ChartArea, 'height' | 'top' | 'bottom'>, lines: readonly GridLine[], ends: readonly string[]): ChartArea {
  return { ...frame, width: 800, left: roomFor(lines.map(({ label }) => label)), right: roomFor(ends) };
}

function roomFor(texts: readonly string[]): number {
  return Math.ceil(Math.max(0, ...texts.map(({ length }) => length)) * CHARACTER) + GAP;
}
