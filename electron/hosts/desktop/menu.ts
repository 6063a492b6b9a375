import { Menu } from 'electron';
import type { MenuItemConstructorOptions } from 'electron';

/** What the menu asks of the windows; they carry it out. */
export type MenuCommand = 'openFile' | 'openForReview' | 'newCompany' | 'openDemonstration' | 'closeFile' | 'lock' | 'themeLight' | 'themeDark' | 'themeSystem' | 'shortcuts';

export interface MenuOptions {
  readonly platform: NodeJS.Platform;
  readonly development: boolean;
  readonly theme: 'light' | 'dark' | 'system';
  readonly command: (command: MenuCommand) => void;
}

/** The native menu with its accelerators; on macOS also the application's own menu. */
export function menuTemplate({ platform, development, theme, command }: MenuOptions): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin';
  const item = (label: string, name: MenuCommand, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    ...(accelerator === undefined ? {} : { accelerator }),
    click: () => command(name),
  });
  const themeItem = (label: string, name: MenuCommand, value: MenuOptions['theme']): MenuItemConstructorOptions => ({
    ...item(label, name),
    type: 'radio',
    checked: theme === value,
  });
  return [
    ...(mac ? [{ role: 'appMenu' as const }] : []),
    {
      label: '&File',
      submenu: [
        item('&Open…', 'openFile', 'CmdOrCtrl+O'),
        item('Open for &review…', 'openForReview', 'CmdOrCtrl+Shift+O'),
        item('&New company…', 'newCompany', 'CmdOrCtrl+N'),
        item('Open &demonstration', 'openDemonstration', 'CmdOrCtrl+Shift+D'),
        { type: 'separator' },
        item('&Lock', 'lock', 'CmdOrCtrl+L'),
        item('&Close file', 'closeFile', 'CmdOrCtrl+Shift+W'),
        { type: 'separator' },
        mac ? { role: 'close' } : { role: 'quit', accelerator: 'CmdOrCtrl+Q' },
      ],
    },
    { role: 'editMenu' },
    {
      label: '&View',
      submenu: [
        ...(development ? [{ role: 'reload' as const }, { role: 'toggleDevTools' as const }, { type: 'separator' as const }] : []),
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        {
          label: '&Theme',
          submenu: [themeItem('&Light', 'themeLight', 'light'), themeItem('&Dark', 'themeDark', 'dark'), themeItem('&Follow the system', 'themeSystem', 'system')],
        },
        { type: 'separator' },
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu' },
    { role: 'help', submenu: [item('&Keyboard shortcuts', 'shortcuts', 'CmdOrCtrl+/')] },
  ];
}

export function setMenu(options: MenuOptions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(options)));
}
