import { describe, expect, it } from 'vitest';
import { commandEntries } from '../../../renderer/common/palette/commandEntries.ts';
import { nextPlace, paletteGroups, withRecent } from '../../../renderer/common/palette/palette.ts';
import type { PaletteEntry } from '../../../renderer/common/palette/palette.ts';
import { acceleratorText, ALL_COMMANDS, commandsOf, isKeyOf } from '../../../shared/commands.ts';

const page = (name: string): PaletteEntry => ({ key: `page:${name}`, group: 'Pages', label: name, hint: '', keys: null, reason: null, target: { to: 'page', name } });
const receipt: PaletteEntry = { key: 'receipt:42', group: 'Receipts', label: 'Receipt 000042', hint: 'Headquarters', keys: null, reason: null, target: { to: 'receipt', number: 42 } };
const keysOf = (groups: ReturnType<typeof paletteGroups>) => groups.map(({ name, entries }) => [name, entries.map(({ key }) => key)]);

describe('what the palette lists', () => {
  const commands = [page('Users'), page('Activity')];

  it('with nothing typed: what was chosen lately, then the rest', () => {
    expect(keysOf(paletteGroups('', commands, [], [receipt, page('Users')]))).toEqual([
      ['Recent', ['receipt:42', 'page:Users']],
      ['Pages', ['page:Activity']],
    ]);
  });

  it('a page that is no more, or not allowed any more, is not among the recent ones', () => {
    expect(keysOf(paletteGroups('', commands, [], [page('Gone')]))).toEqual([['Pages', ['page:Users', 'page:Activity']]]);
  });

  it('else every word must match, in any letters; what was found comes after', () => {
    expect(keysOf(paletteGroups('uS', commands, [receipt], []))).toEqual([
      ['Pages', ['page:Users']],
      ['Receipts', ['receipt:42']],
    ]);
    expect(paletteGroups('users nothing', commands, [], [])).toEqual([]);
  });
});

it.each([
  ['buy minutes', 'purchaseMinutes'],
  ['add user', 'newUser'],
  ['sign out', 'lock'],
  ['new price', 'addPrice'],
])('"%s" finds its command by other words than its own', (typed, id) => {
  const entries = commandEntries('summary', () => null, { mac: false, host: 'browser' });
  expect(keysOf(paletteGroups(typed, entries, [], []))).toEqual([['Commands', [`command:${id}`]]]);
});

it('the newest choice comes first, once, and five are kept', () => {
  const all = ['a', 'b', 'c', 'd', 'e'].map(page);
  expect(withRecent(all, page('c')).map(({ label }) => label)).toEqual(['c', 'a', 'b', 'd', 'e']);
  expect(withRecent(all, page('f')).map(({ label }) => label)).toEqual(['f', 'a', 'b', 'c', 'd']);
});

it('the choice goes round at either end', () => {
  expect([nextPlace(3, 2, 1), nextPlace(3, 0, -1), nextPlace(0, 0, 1)]).toEqual([0, 2, 0]);
});

it('a command that is not allowed stands there with its reason', () => {
  const entries = commandEntries('summary', (capability) => (capability === 'manageUsers' ? 'Not for you.' : null), { mac: false, host: 'desktop' });
  expect(entries.find(({ key }) => key === 'command:newUser')?.reason).toBe('Not for you.');
  expect(entries.find(({ key }) => key === 'command:openFile')).toMatchObject({ reason: null, keys: 'Ctrl+O' });
  expect(entries.some(({ key }) => key === 'command:palette')).toBe(false);
});

describe('the one list of commands', () => {
  it.each(['summary', 'billingManager'] as const)('has no key twice in the %s window', (window) => {
    const keys = commandsOf(window).flatMap(({ key }) => key ?? []);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toContain('?');
  });

  it('has no accelerator twice', () => {
    const accelerators = ALL_COMMANDS.flatMap(({ accelerator }) => accelerator ?? []);
    expect(new Set(accelerators).size).toBe(accelerators.length);
  });

  it('a range of keys is each of them, and no other', () => {
    expect(['1', '5', '9'].every((key) => isKeyOf('page', key))).toBe(true);
    expect(['0', 'a', '12', 'Enter', '–', ''].some((key) => isKeyOf('page', key))).toBe(false);
    expect(isKeyOf('lock', 'l')).toBe(true);
    expect(isKeyOf('newUser', '')).toBe(false);
  });

  it('names its keys as the machine does', () => {
    expect(acceleratorText('CmdOrCtrl+Shift+D', false)).toBe('Ctrl+Shift+D');
    expect(acceleratorText('CmdOrCtrl+Shift+D', true)).toBe('⌘⇧D');
  });
});
