import type { WindowBounds } from '../../app/settings.ts';

export interface WindowSize {
  readonly width: number;
  readonly height: number;
  readonly minWidth: number;
  readonly minHeight: number;
}

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function overlap(a: Area, b: Area): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width > 0 && height > 0 ? width * height : 0;
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}

/**
 * Where a window opens: where it was, wholly inside the display that shows most of it (a display may be gone since), or in its
 * first size in the middle of the first display. `displays`: their work areas, in device-independent pixels, the first one
 * being the primary.
 */
export function placeWindow(saved: WindowBounds | undefined, size: WindowSize, displays: readonly Area[]): Partial<WindowBounds> & { width: number; height: number } {
  const primary = displays[0];
  if (primary === undefined) return { width: size.width, height: size.height };
  if (saved === undefined) return { width: Math.min(size.width, primary.width), height: Math.min(size.height, primary.height) };
  const display = displays.reduce((best, each) => (overlap(saved, each) > overlap(saved, best) ? each : best), primary);
  const width = Math.min(Math.max(saved.width, size.minWidth), display.width);
  const height = Math.min(Math.max(saved.height, size.minHeight), display.height);
  return {
    x: clamp(saved.x, display.x, display.x + display.width - width),
    y: clamp(saved.y, display.y, display.y + display.height - height),
    width,
    height,
  };
}
