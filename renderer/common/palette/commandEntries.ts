import { acceleratorText, commandsOf } from '../../../shared/commands.ts';
import type { WindowName } from '../../../shared/commands.ts';
import type { Capability } from '../../../shared/values/capabilities.ts';
import type { PaletteEntry } from './palette.ts';

/** The commands of a window as entries of its palette; `reasonAgainst` says why one is not allowed. */
export function commandEntries(window: WindowName, reasonAgainst: (capability: Capability) => string | null, { mac, host }: { readonly mac: boolean; readonly host: 'desktop' | 'browser' }): PaletteEntry[] {
  return commandsOf(window)
    .filter(({ palette }) => palette !== false)
    .map(({ id, label, words = '', key, accelerator, needs }) => ({
      key: `command:${id}`,
      group: 'Commands',
      label,
      hint: '',
      words,
      // A browser keeps the accelerators for itself.
      keys: accelerator === undefined || host === 'browser' ? (key ?? null) : acceleratorText(accelerator, mac),
      reason: needs === undefined ? null : reasonAgainst(needs),
      target: { to: 'command', id },
    }));
}
