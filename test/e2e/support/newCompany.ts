import type { Page } from '@playwright/test';
import { expect } from './fixtures.ts';
import type { SummaryWindow } from './summaryWindow.ts';

export const PASSWORD = 'correct horse battery';
export const ANN = { firstName: 'Ann', lastName: 'Lee', email: 'ann@fresh.example', password: PASSWORD };

/** Makes a company of its own, no demonstration, whose first operator is signed in. Gives the path of its file. */
export async function startCompany(summary: SummaryWindow): Promise<string> {
  const { page } = summary;
  const answer = await summary.invoke('file.create', { commandId: crypto.randomUUID(), companyName: 'Fresh Start Ltd', timeZone: 'America/Denver', operator: ANN });
  await expect(page.getByRole('heading', { name: 'Billing Information' })).toBeVisible();
  return (answer as { value: { path: string } }).value.path;
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
