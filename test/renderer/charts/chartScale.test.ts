import { expect, it } from 'vitest';
import { axisTop } from '../../../renderer/common/charts/chartScale.ts';

it.each([
  [18.4, 20],
  [20, 20],
  [20.01, 25],
  [0.7, 1],
  [99, 100],
  [101, 200],
  [0, 1],
  [Number.NEGATIVE_INFINITY, 1],
])('a highest value of %d has its axis end at %d', (highest, top) => {
  expect(axisTop(highest)).toBeCloseTo(top, 10);
});
