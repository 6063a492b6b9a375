import { expect, test } from 'vitest';
import { placeWindow } from '../../electron/hosts/desktop/windowBounds.ts';

const size = { width: 1280, height: 860, minWidth: 900, minHeight: 600 };
const primary = { x: 0, y: 0, width: 1920, height: 1040 };
const right = { x: 1920, y: 0, width: 1600, height: 900 };

test('the first time, in its own size, or the display\'s where that is smaller', () => {
  expect(placeWindow(undefined, size, [primary])).toEqual({ width: 1280, height: 860 });
  expect(placeWindow(undefined, size, [{ x: 0, y: 0, width: 1024, height: 700 }])).toEqual({ width: 1024, height: 700 });
});

test('where it was, on any display', () => {
  const saved = { x: 2000, y: 20, width: 1000, height: 700 };
  expect(placeWindow(saved, size, [primary, right])).toEqual(saved);
});

test('pulled into the first display where its own is gone', () => {
  expect(placeWindow({ x: 2000, y: -50, width: 1000, height: 700 }, size, [primary])).toEqual({ x: 920, y: 0, width: 1000, height: 700 });
});

test('never smaller than it may be, never larger than the display', () => {
  expect(placeWindow({ x: 0, y: 0, width: 10, height: 10 }, size, [primary])).toMatchObject({ width: 900, height: 600 });
  expect(placeWindow({ x: 0, y: 0, width: 9000, height: 9000 }, size, [primary])).toEqual({ x: 0, y: 0, width: 1920, height: 1040 });
});
