import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { expect, ManagerWindow, story, test } from './support/fixtures.ts';

const pictures = join(import.meta.dirname, '..', '..', 'docs', 'pictures');

/** The Seat Planner as a person uses it. */
class SeatPlanner {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(account: string): Promise<void> {
    await this.page.getByRole('link', { name: 'Billing Information' }).click();
    await this.page.getByRole('link', { name: 'Seat Planner' }).click();
    await this.page.getByRole('combobox', { name: 'Account' }).selectOption({ label: account });
    await expect(this.page.getByText(/from the log/)).toBeVisible();
  }

  async show(view: string): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Seat Planner' }).getByRole('link', { name: view }).click();
  }

  seats(license: string): Locator {
    return this.page.getByRole('table', { name: /^Seats of/ }).getByRole('row', { name: license });
  }

  lockouts(): Locator {
    return this.page.getByRole('region', { name: 'Lockouts' });
  }

  verdict(text: RegExp): Locator {
    return this.page.getByRole('status').filter({ hasText: text });
  }

  async playPlans(from: string, to: string): Promise<void> {
    await this.page.getByLabel('From').fill(from);
    await this.page.getByLabel('To', { exact: true }).fill(to);
    await this.page.getByRole('combobox', { name: 'Sessions' }).selectOption({ label: 'Shift plans' });
  }
}

story('what the log says', () => {
  test('the log of two weeks: who was locked out, when and why; attention leads to yesterday', async ({ summary }) => {
    const attention = summary.page.getByRole('region', { name: 'Needs attention' }).getByRole('listitem').filter({ hasText: 'lockouts yesterday' });
    await expect(attention).toContainText('Headquarters');
    await attention.getByRole('button').click();
    const planner = new SeatPlanner(summary.page);
    await expect(summary.page.getByLabel('From')).toHaveValue('2026-11-09');
    await expect(planner.lockouts().getByRole('row').filter({ hasText: 'Priya Ramanfield' })).toContainText('All 8 Flex Port seats were in use');
    await planner.lockouts().getByLabel('Cause').selectOption({ label: 'License not assigned' });
    await expect(planner.lockouts().getByRole('status')).toHaveText('1 lockout');
    await expect(planner.lockouts().getByRole('row').nth(1)).toContainText('Flex Port is not assigned to this user');

    const download = summary.page.waitForEvent('download');
    await planner.lockouts().getByRole('button', { name: 'CSV' }).click();
    const stream = await (await download).createReadStream();
    let csv = '';
    for await (const chunk of stream) csv += String(chunk);
    expect(csv.split('\r\n')[1]).toBe('Noelani Kahaleway,1-click voicemail,2026-11-09 14:15,NOT_ASSIGNED,Flex Port,Flex Port is not assigned to this user');
  });

  test('a number that is too large, or none, is told at its box; everything else stays', async ({ summary }) => {
    const planner = new SeatPlanner(summary.page);
    await planner.open('Headquarters');
    const box = summary.page.getByLabel('What if: Flex Port');
    await box.fill('10');
    await expect(planner.seats('Flex Port')).toContainText(/8\s*9\s*0\s*10/);
    // It is still tried when one comes back from another view.
    await planner.show('Live board');
    await planner.show('Plan');
    await expect(box).toHaveValue('10');
    const verdict = await planner.verdict(/seats/).textContent();
    // The list is asked for apart from the plan, and may come after it.
    const lockouts = '4 lockouts';
    await expect(planner.lockouts().getByRole('status')).toHaveText(lockouts);
    for (const [text, sentence] of [['9999999999', 'This is above 1,000,000,000.'], ['99999999999', 'This is above 1,000,000,000.'], ['-4', 'Type a whole number, 0 or more.']] as const) {
      await box.fill(text);
      await expect(planner.seats('Flex Port').getByRole('alert')).toHaveText(sentence);
      await expect(box).toHaveAttribute('aria-invalid', 'true');
      await expect(box).toHaveValue(text);
      // What another box tries is played all the same, with the ten tried before.
      await summary.page.getByLabel('What if: Fax').fill(text === '-4' ? '0' : '2');
      await expect(planner.verdict(/seats/)).toHaveText(verdict ?? '');
      await expect(planner.lockouts().getByRole('status')).toHaveText(lockouts);
    }
  });

  test('sizing by traffic says its assumptions, answers as one types, and refuses at the field', async ({ summary }) => {
    const planner = new SeatPlanner(summary.page);
    await planner.open('Headquarters');
    await planner.show('Sizing by traffic');
    const erlang = summary.page.getByRole('region', { name: 'Erlang B' });
    await expect(erlang).toContainText('17 ports');
    await erlang.getByLabel('Traffic in erlangs').fill('20');
    await expect(erlang).toContainText('28 ports');
    await erlang.getByLabel('Traffic in erlangs').fill('5000000');
    await expect(erlang.getByText('Traffic in erlangs is above 100,000.')).toBeVisible();
    await erlang.getByLabel('Traffic in erlangs').fill('20');
    await erlang.getByLabel('Share of calls').fill('1');
    await expect(erlang.getByRole('alert').filter({ hasText: 'must be a share below 1' })).toBeVisible();
    await expect(summary.page.getByRole('region', { name: 'Engset' })).toContainText(/\d ports?/);
  });

  test('every view of the planner passes axe', async ({ summary }) => {
    const planner = new SeatPlanner(summary.page);
    await planner.open('Headquarters');
    await expect(planner.lockouts().getByRole('row').nth(1)).toBeVisible();
    await expectAccessible(summary.page);
    await summary.page.getByLabel('What if: Fax').fill('');
    await expect(summary.page.getByText('Type a whole number, 0 or more.')).toBeVisible();
    await summary.page.getByText('The same as a table').click();
    await expectAccessible(summary.page);
    await planner.show('Shifts and session logs');
    await summary.page.getByRole('button', { name: 'Add shift' }).click();
    await summary.page.getByRole('button', { name: 'Save shift' }).click();
    await expect(summary.page.getByText('The name is empty.')).toBeVisible();
    await expectAccessible(summary.page, 'dialog[open]');
    await summary.page.keyboard.press('Escape');
    await planner.show('Live board');
    await summary.page.getByRole('button', { name: 'Start' }).click();
    await expect(summary.page.locator('.notice')).toContainText('runs PowerDialer.');
    await summary.page.getByRole('combobox', { name: 'Tool' }).selectOption({ label: 'Fax' });
    await summary.page.getByRole('button', { name: 'Start' }).click();
    await expect(summary.page.locator('.notice')).toBeVisible();
    await expectAccessible(summary.page);
    await planner.show('Sizing by traffic');
    await expect(summary.page.getByText('17 ports').first()).toBeVisible();
    await expectAccessible(summary.page);
  });
});

story('shifts and sessions', () => {
  test('a session log is imported, told of line by line where it is wrong, and played', async ({ summary }) => {
    const planner = new SeatPlanner(summary.page);
    await planner.open('Outside Viewers');
    const choose = async (lines: readonly string[]): Promise<void> => {
      await summary.page.getByLabel('CSV file').setInputFiles({ name: 'log.csv', mimeType: 'text/csv', buffer: Buffer.from(['user,tool,start,end', ...lines].join('\n')) });
    };
    await summary.page.getByRole('button', { name: 'Import sessions' }).click();
    await choose(['nobody@example.com,Fax,2026-11-02 10:00,2026-11-02 10:10', 'harriet@pennywhistle-partners.example,Fax,2026-11-02 10:00,2026-11-02 09:00']);
    const dialog = summary.page.getByRole('dialog', { name: 'Import sessions' });
    await expect(dialog.getByRole('row', { name: /^2/ })).toContainText('is not known');
    await expect(dialog.getByRole('row', { name: /^3/ })).toContainText('not after the start');
    await dialog.getByRole('button', { name: /another file/ }).click();
    await choose(['harriet@pennywhistle-partners.example,Fax,2026-11-02 10:00,2026-11-02 10:10']);
    await dialog.getByRole('button', { name: 'Import 1 session' }).click();
    await expect(dialog.getByText('Imported.')).toBeVisible();
    await summary.page.keyboard.press('Escape');
    await summary.page.getByLabel('From').fill('2026-11-02');
    await summary.page.getByLabel('To', { exact: true }).fill('2026-11-02');
    await summary.page.getByRole('combobox', { name: 'Sessions' }).selectOption({ label: 'Session log' });
    await expect(planner.lockouts().getByRole('row').nth(1)).toContainText('Fax is not assigned to this user');
  });

  test('the live board fills, locks out with its reason, and follows in a second window', async ({ summary, context }) => {
    const planner = new SeatPlanner(summary.page);
    await planner.open('Remote Office');
    await planner.show('Live board');
    const page = summary.page;
    const other = await context.newPage();
    await other.goto(page.url());
    for (const who of ['Tariq Al-Harrowby', 'Chidi Ezewater', 'Lucia Ferrantino-Hale', 'Bao Nguyenstead', 'Oskar Lindstromberg']) {
      await page.getByLabel('Who').selectOption({ label: who });
      await page.getByRole('button', { name: 'Start' }).click();
      await expect(page.locator('.notice').filter({ hasText: who })).toBeVisible();
    }
    await expect(page.getByRole('list', { name: 'Pools' })).toContainText('4 of 4 full');
    await expect(page.getByRole('region', { name: 'Lockouts' })).toContainText('All 4 PowerDialer seats were in use');
    await other.getByRole('combobox', { name: 'Account' }).selectOption({ label: 'Remote Office' });
    await expect(other.getByRole('region', { name: 'Lockouts' })).toContainText('Oskar Lindstromberg');

    await page.getByRole('button', { name: 'End PowerDialer of Tariq Al-Harrowby' }).click();
    await expect(page.getByRole('button', { name: /^End PowerDialer of/ }).last()).toBeFocused();
    await page.getByRole('button', { name: 'Start' }).click();
    await expect(other.getByRole('region', { name: 'Running' })).toContainText('Oskar Lindstromberg');
    await page.getByRole('button', { name: 'Reset' }).click();
    await expect(other.getByText('Nothing runs.')).toBeVisible();
    await other.close();
  });

  test('two shifts share one set of PowerDialer licenses; a third overlaps them, and the advice is followed', async ({ summary }) => {
    const planner = new SeatPlanner(summary.page);
    await planner.open('Remote Office');
    await planner.playPlans('2026-11-16', '2026-11-20');
    await expect(planner.verdict(/^Done: No lockouts for want of seats/)).toBeVisible();
    await expect(planner.seats('PowerDialer')).toContainText(/4\s*4\s*0\s*4/);
    await expect(planner.lockouts()).toContainText('Nobody is locked out with these quantities.');

    await planner.show('Shifts and session logs');
    await summary.page.getByRole('button', { name: 'Add shift' }).click();
    const dialog = summary.page.getByRole('dialog', { name: 'Add shift' });
    await dialog.getByLabel('Name').fill('Overlapping callers');
    await dialog.getByLabel('Start').fill('11:00');
    await dialog.getByLabel('End').fill('13:00');
    await dialog.getByLabel('Anjali Mehtaford').check();
    await dialog.getByLabel('Oskar Lindstromberg').check();
    await dialog.getByRole('button', { name: 'Save shift' }).click();
    await expect(summary.page.getByRole('row', { name: /Overlapping callers/ })).toContainText('2 users');

    await planner.show('Plan');
    await planner.playPlans('2026-11-16', '2026-11-20');
    await expect(planner.verdict(/10 lockouts for want of seats. With 2 PowerDialer more there would be none/)).toBeVisible();
    const first = planner.lockouts().getByRole('row').nth(1);
    await expect(first).toContainText(/Nov 16, 2026, 11:00 AM/);
    await expect(first).toContainText('Oskar Lindstromberg');
    await expect(first).toContainText('All 4 PowerDialer seats were in use');
    await planner.lockouts().getByLabel('Who').fill('mehta');
    await expect(planner.lockouts().getByRole('status')).toHaveText('5 lockouts');
    await planner.lockouts().getByLabel('Who').fill('');

    await summary.page.getByLabel('What if: PowerDialer').fill('5');
    await expect(planner.seats('PowerDialer')).toContainText(/5\s*5\s*6/);
    await summary.page.getByLabel('What if: PowerDialer').fill('4');

    const opened = summary.page.context().waitForEvent('page');
    await summary.page.getByRole('button', { name: 'Put the missing seats into a draft' }).click();
    const manager = new ManagerWindow(await opened);
    await expect(manager.quantity('PowerDialer')).toHaveValue('6');
    // Only the seats that are missing are drafted; what these days do not use stays.
    await expect(manager.quantity('Flex Port')).toHaveValue('3');
    await expect(manager.page.locator('#licenses').getByRole('row', { name: /^PowerDialer/ })).toContainText('peak 4');
    await expect(manager.page.locator('#licenses')).toContainText(/Peak: the most seats held at one time, .* by the session log\./);
    await manager.signAs('Alice', 'Brown');
    await manager.accept.click();
    await expect(manager.column.getByText('Accepted.')).toBeVisible();

    await summary.page.bringToFront();
    await expect(planner.verdict(/^Done: No lockouts for want of seats/)).toBeVisible();
    await expect(planner.seats('PowerDialer')).toContainText(/6\s*6\s*0\s*6/);
    await expect(planner.lockouts()).toContainText('Nobody is locked out with these quantities.');
  });
});

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });
    test('the picture of the planner', async ({ summary }) => {
      test.skip(process.env['UPDATE_PICTURES'] !== '1', 'Set UPDATE_PICTURES=1 to write the pictures');
      const planner = new SeatPlanner(summary.page);
      await summary.page.setViewportSize({ width: 1280, height: 1100 });
      await planner.open('Headquarters');
      await expect(planner.lockouts().getByRole('row').nth(1)).toBeVisible();
      await summary.page.screenshot({ path: join(pictures, `seat-planner-${scheme}.png`) });
    });
  });
}
