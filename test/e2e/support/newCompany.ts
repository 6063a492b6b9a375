import { join } from 'node:path';
import { request } from '@playwright/test';
import type { Page } from '@playwright/test';
import Database from 'better-sqlite3';
import { createPasswords } from '../../../electron/services/session/passwords.ts';
import { launchApp } from '../../support/launchApp.ts';
import { fromTemplate } from '../../support/template.ts';
import { CLOCK, expect } from './fixtures.ts';
import { invoke } from './sharedApp.ts';
import type { FreshApp } from './sharedApp.ts';
import type { SummaryWindow } from './summaryWindow.ts';

export const PASSWORD = 'correct horse battery';
export const ANN = { firstName: 'Ann', lastName: 'Lee', email: 'ann@fresh.example', password: PASSWORD };

const COMPANY = { companyName: 'Fresh Start Ltd', timeZone: 'America/Denver', operator: ANN };

/** Makes a company whose first operator is signed in, as its first page does. Gives the path of its file. */
export async function createCompany(summary: SummaryWindow): Promise<string> {
  const answer = await summary.invoke('file.create', { commandId: crypto.randomUUID(), ...COMPANY });
  await expect(summary.page.getByRole('heading', { name: 'Billing Information' })).toBeVisible();
  return (answer as { value: { path: string } }).value.path;
}

const FILE = 'fresh.billing';
/** A millisecond instead of a third of a second; `createCompany` keeps one at the real cost. */
const CHEAP = createPasswords(2 ** 10);

/** Makes a company as its first operator does, and keeps the operator's password at a cost that tests can pay often. */
async function makeCompany(dataFolder: string): Promise<void> {
  const app = await launchApp({ clock: CLOCK, dataFolder });
  const calls = await request.newContext();
  await calls.get(app.address);
  await invoke(calls, app.origin, 'file.create', { commandId: crypto.randomUUID(), path: FILE, ...COMPANY });
  await calls.dispose();
  await app.close({ keepData: true });
  const file = new Database(join(dataFolder, FILE), { fileMustExist: true });
  file.prepare('update users set password_hash = ?').run(await CHEAP.hash(PASSWORD));
  file.close();
}

/** Opens a company of its own, no demonstration, whose first operator is signed in. Gives the path of its file. */
export async function startCompany(app: FreshApp, summary: SummaryWindow): Promise<string> {
  await fromTemplate('company', app.dataFolder, makeCompany);
  const path = join(app.dataFolder, FILE);
  await summary.invoke('file.open', { path });
  await summary.invoke('session.signIn', { email: ANN.email, password: PASSWORD });
  await expect(summary.page.getByRole('heading', { name: 'Billing Information' })).toBeVisible();
  return path;
}

/** Adds an active user to a permission group, with a password. */
export async function addOperator(summary: SummaryWindow, firstName: string, groupId: number): Promise<{ email: string; password: string }> {
  const email = `${firstName.toLowerCase()}@fresh.example`;
  const added = await summary.invoke('users.add', { firstName, lastName: 'Stone', email, accountId: 1, groupId });
  const { userId } = (added as { value: { userId: number } }).value;
  await summary.invoke('session.resetPassword', { userId, newPassword: PASSWORD });
  return { email, password: PASSWORD };
}

/** The sign-in screen that covers a window. */
export function cover(page: Page) {
  const dialog = page.getByRole('dialog', { name: 'Fresh Start Ltd' });
  return {
    dialog,
    email: dialog.getByLabel('E-mail address'),
    password: dialog.getByLabel('Password'),
    problem: dialog.locator('#sign-in-problem'),
    button: dialog.getByRole('button', { name: 'Sign in', exact: true }),
    async signIn({ email, password }: { email: string; password: string }): Promise<void> {
      await dialog.getByLabel('E-mail address').fill(email);
      await dialog.getByLabel('Password').fill(password);
      await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
    },
  };
}

export async function chooseInAccountMenu(page: Page, action: string): Promise<void> {
  await page.getByRole('button', { name: /account menu/ }).click();
  await page.getByRole('group', { name: 'Account menu' }).getByRole('button', { name: action }).click();
}
