import { describe, expect, it } from 'vitest';
import { isKeyOf, shortcutsOf } from '../../../renderer/common/shortcuts/shortcuts.ts';

describe.each(['summary', 'billingManager'] as const)('the %s window', (window) => {
  it('has no key twice, and the sheet', () => {
    const keys = shortcutsOf(window).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toContain('?');
  });
});

it('a range of keys is each of them, and no other', () => {
  expect(['1', '5', '9'].every((key) => isKeyOf('page', key))).toBe(true);
  expect(['0', 'a', '12', 'Enter', '–', ''].some((key) => isKeyOf('page', key))).toBe(false);
  expect(isKeyOf('lock', 'l')).toBe(true);
});
