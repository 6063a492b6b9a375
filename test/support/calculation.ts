import { Decimal } from 'decimal.js';
import type { Explanation } from '../../shared/values/explanation.ts';

/**
 * What the inputs of an explanation give, worked out again from its text alone: the arithmetic before the last "=" is
 * evaluated, rounded half-up to the cent, and compared with what stands behind; where it is rounded, it must say so. Dollars, as text. Throws where there is
 * no arithmetic, where the text does not bear out its own result, or uses a number that is no input and not in the rule.
 */
export function resultOf({ rule, inputs, calculation }: Explanation): string {
  const raised = /; raised to the least amount, ([\d.]+)$/.exec(calculation);
  const own = calculation.slice(0, raised?.index).split('; ').at(-1) ?? '';
  const equals = own.lastIndexOf('=');
  if (equals === -1) throw new Error(`"${calculation}" works nothing out`);
  const stated = statedResult(own.slice(equals + 1));
  const left = own.slice(0, equals).trim();
  const exact = exactly(left, inputs);
  const rounded = exact.toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
  if (!exact.equals(rounded) && !/rounded half-up/.test(`${rule} ${calculation}`)) throw new Error(`"${calculation}" does not say that it is rounded`);
  if (!rounded.equals(stated)) throw new Error(`"${calculation}" gives ${rounded.toFixed()}`);
  const known = [rule, ...inputs.map(({ value }) => value)].flatMap(numbersIn);
  const unknown = numbersIn(left).filter((number) => !/amounts above/.test(left) && !known.some((each) => new Decimal(each).abs().equals(number)));
  if (unknown.length > 0) throw new Error(`"${calculation}" uses ${unknown.join(', ')}, which no input gives: ${known.join(', ')}`);
  if (raised !== null && !known.includes(raised[1] ?? '')) throw new Error(`"${calculation}" is raised to what no input gives: ${known.join(', ')}`);
  return raised?.[1] ?? stated;
}

function statedResult(text: string): string {
  const rounded = /rounded half-up to (-?[\d.]+)$/.exec(text);
  const number = rounded?.[1] ?? /-?\d[\d.]*/.exec(text)?.[0];
  if (number === undefined) throw new Error(`"${text}" states no result`);
  return number;
}

const numbersIn = (text: string): string[] => text.match(/\d+(?:\.\d+)?/g) ?? [];

function exactly(left: string, inputs: Explanation['inputs']): Decimal {
  if (left === 'Nothing to add' && !inputs.some(({ value }) => /(^|= )-?[\d.]+$/.test(value))) return new Decimal(0);
  const named = inputs.filter(({ label }) => label === left);
  if (named.length === 1) return sumOfInputs(named);
  if (left === 'The amount above') return sumOfInputs(inputs.slice(-1));
  const together = /^The (\d+) amounts above together$/.exec(left)?.[1];
  return together === undefined ? evaluate(left) : sumOfInputs(inputs.slice(-Number(together)));
}

/** Where an input is a product itself, its amount stands last. */
function sumOfInputs(inputs: Explanation['inputs']): Decimal {
  return inputs.reduce((sum, { value }) => sum.plus(/-?\d[\d.]*$/.exec(value)?.[0] ?? NaN), new Decimal(0));
}

/** Numbers with × and ÷ before + and −, from the left. */
function evaluate(text: string): Decimal {
  const tokens = text.split(/\s+/);
  const terms: { readonly sign: 1 | -1; value: Decimal }[] = [];
  let sign: 1 | -1 = 1;
  let operator: '×' | '÷' | null = null;
  for (const token of tokens) {
    const last = terms.at(-1);
    if (token === '+' || token === '−') sign = token === '+' ? 1 : -1;
    else if (token === '×' || token === '÷') operator = token;
    else if (operator !== null && last !== undefined) {
      last.value = operator === '×' ? last.value.times(token) : last.value.dividedBy(token);
      operator = null;
    } else terms.push({ sign, value: new Decimal(token) });
  }
  return terms.reduce((sum, term) => sum.plus(term.value.times(term.sign)), new Decimal(0));
}
