import { describe, expect, it } from 'vitest';
import { shortcutsOf } from '../../../renderer/common/shortcuts/shortcuts.ts';

describe.each(['summary', 'billingManager'] as const)('the %s window', (window) => {
  it('has no key twice, and the sheet', () => {
    const keys = shortcutsOf(window).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toContain('?');
  });
});
