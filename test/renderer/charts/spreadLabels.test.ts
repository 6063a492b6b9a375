import { expect, test } from 'vitest';
import { spreadLabels } from '../../../renderer/common/charts/spreadLabels.ts';

test.each([
  { heights: [20, 80], spread: [20, 80] },
  { heights: [50, 52, 51], spread: [50, 78, 64] },
  { heights: [100, 100], spread: [86, 100] },
  { heights: [-5, 200], spread: [10, 100] },
  { heights: [98, 20, 97], spread: [100, 20, 86] },
])('labels at $heights stand at $spread: 14 apart, between 10 and 100', ({ heights, spread }) => expect(spreadLabels(heights, 14, 10, 100)).toEqual(spread));
