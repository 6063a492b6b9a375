import { nativeTheme } from 'electron';
import type { Settings, SettingsFile } from '../../app/settings.ts';
import { setMenu, THEME_OF } from './menu.ts';
import type { Windows } from './windows.ts';

export interface ThemedMenu {
  /** A window has this theme now: remembered, and followed by the menu, the system's dialogs and the next window. */
  chooseTheme(theme: Settings['theme']): void;
}

/**
 * Sets the native menu. A theme is remembered, so that the next window opens in its background; commands about files go with
 * the summary in front, since that is where they happen.
 */
export function createThemedMenu(options: { readonly windows: Windows; readonly settings: SettingsFile; readonly development: boolean; readonly lock: () => void }): ThemedMenu {
  const { windows, settings, development, lock } = options;
  const chooseTheme = (theme: Settings['theme']): void => {
    nativeTheme.themeSource = theme;
    settings.update({ theme });
    set();
  };
  const set = (): void =>
    setMenu({
      platform: process.platform,
      development,
      theme: settings.read().theme,
      command: (command) => {
        const theme = THEME_OF[command];
        if (theme !== undefined) {
          chooseTheme(theme);
          windows.sendToAll({ type: 'command', command });
          return;
        }
        // Not by a window: it locks also while none is open.
        if (command === 'lock') lock();
        else if (command === 'shortcuts' || command === 'palette') windows.sendToFocused({ type: 'command', command });
        else windows.sendToSummary({ type: 'command', command });
      },
    });
  set();
  return { chooseTheme };
}
