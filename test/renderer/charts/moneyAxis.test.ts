import { expect, test } from 'vitest';
import { moneyAxis } from '../../../renderer/common/charts/chartArea.ts';

const area = { height: 120, top: 10, bottom: 10 };

test.each([
  { amounts: [0, 180], labels: ['$200.00', '$100.00', '$0.00'] },
  { amounts: [50, -1000], labels: ['$500.00', '$0.00', '−$500.00', '−$1,000.00'] },
  { amounts: [200, -90], labels: ['$200.00', '$100.00', '$0.00', '−$100.00'] },
  { amounts: [-0.4], labels: ['$0.00', '−$0.25', '−$0.50'] },
  { amounts: [0], labels: ['$1.00', '$0.50', '$0.00'] },
  { amounts: [], labels: ['$1.00', '$0.50', '$0.00'] },
])('the axis of $amounts has lines at $labels, evenly apart, and every amount within', ({ amounts, labels }) => {
  const { lines, heightOf } = moneyAxis(amounts, area);
  expect(lines.map(({ label }) => label)).toEqual(labels);
  expect(lines.filter(({ zero }) => zero)).toHaveLength(1);
  const heights = lines.map(({ y }) => y);
  expect([heights[0], heights.at(-1)]).toEqual([10, 110]);
  const gap = 100 / (lines.length - 1);
  heights.forEach((height, index) => expect(height).toBeCloseTo(10 + index * gap, 6));
  for (const amount of amounts) expect(heightOf(amount)).toBeGreaterThanOrEqual(10);
  for (const amount of amounts) expect(heightOf(amount)).toBeLessThanOrEqual(110);
});
