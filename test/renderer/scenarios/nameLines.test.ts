import { expect, it } from 'vitest';
import { nameLines } from '../../../renderer/summary/parts/scenarios/nameLines.ts';

it('takes a second line before it cuts, between words where it can', () => {
  expect(nameLines('Evening', 26)).toEqual(['Evening']);
  expect(nameLines('Growth with a very long name indeed', 26)).toEqual(['Growth with a very long', 'name indeed']);
  expect(nameLines('x'.repeat(30), 26)).toEqual(['x'.repeat(26), 'xxxx']);
  expect(nameLines(`Growth ${'x'.repeat(30)}`, 26)).toEqual(['Growth', `${'x'.repeat(25)}…`]);
});
