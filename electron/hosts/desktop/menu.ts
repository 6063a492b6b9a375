import { Menu } from 'electron';
import type { MenuItemConstructorOptions } from 'electron';
import { ALL_COMMANDS } from '../../../shared/commands.ts';
import type { CommandId, MenuPlace } from '../../../shared/commands.ts';

/** What the menu asks of the windows; they carry it out. */
export type MenuCommand = CommandId;

export interface MenuOptions {
  readonly platform: NodeJS.Platform;
  readonly development: boolean;
  readonly theme: 'light' | 'dark' | 'system';
  readonly command: (command: MenuCommand) => void;
}

/** The theme that a command chooses. */
export const THEME_OF: Readonly<Partial<Record<CommandId, MenuOptions['theme']>>> = { themeLight: 'light', themeDark: 'dark', themeSystem: 'system' };

/** The native menu, made from the list of commands, with its accelerators; on macOS also the application's own menu. */
export function menuTemplate({ platform, development, theme, command }: MenuOptions): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin';
  const items = (place: MenuPlace): MenuItemConstructorOptions[] =>
    ALL_COMMANDS.flatMap(({ id, menu, accelerator }) => {
      if (menu?.place !== place) return [];
      const checked = THEME_OF[id];
      return [
        {
          label: menu.label,
          ...(accelerator === undefined ? {} : { accelerator }),
          ...(checked === undefined ? {} : { type: 'radio' as const, checked: checked === theme }),
          click: () => command(id),
        },
      ];
    });
  return [
    ...(mac ? [{ role: 'appMenu' as const }] : []),
    {
      label: '&File',
      submenu: [
        ...items('file'),
        { type: 'separator' },
        ...items('close'),
        { type: 'separator' },
        mac ? { role: 'close' } : { role: 'quit', accelerator: 'CmdOrCtrl+Q' },
      ],
    },
    { role: 'editMenu' },
    {
      label: '&View',
      submenu: [
        ...(development ? [{ role: 'reload' as const }, { role: 'toggleDevTools' as const }, { type: 'separator' as const }] : []),
        ...items('view'),
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { label: '&Theme', submenu: items('theme') },
        { type: 'separator' },
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu' },
    { role: 'help', submenu: items('help') },
  ];
}

export function setMenu(options: MenuOptions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(options)));
}
