import type { Route } from '@playwright/test';
import { expect, story, test } from './support/fixtures.ts';
import type { ManagerWindow, SummaryWindow } from './support/fixtures.ts';

interface Answer {
  readonly value: { readonly accounts: readonly { readonly id: number; readonly name: string }[]; readonly account: { readonly revision: number }; readonly fundingSources: readonly { readonly id: number }[] };
}

/** Someone else raises Fax while a draft is open. */
async function someoneElseRaisesFax(summary: SummaryWindow, fax: number): Promise<unknown> {
  // Answers of the application's own contracts.
  const { value } = (await summary.invoke('summary.accounts', {})) as Answer;
  const accountId = value.accounts.find(({ name }) => name === 'Headquarters')?.id;
  const { value: view } = (await summary.invoke('billingManager.view', { accountId })) as Answer;
  return summary.invoke('billingManager.accept', {
    commandId: crypto.randomUUID(),
    accountId,
    revision: view.account.revision,
    draft: { quantities: { fax } },
    fundingSourceId: view.fundingSources[0]?.id,
    firstName: 'Alice',
    lastName: 'Brown',
  });
}

/** The next Accept is done, and the window does not hear of it. */
async function loseNextAnswer({ page }: ManagerWindow): Promise<void> {
  const takeAndLose = async (route: Route): Promise<void> => {
    // As the page itself sends it, or it would be refused.
    const answer = await route.fetch({ headers: { ...(await route.request().allHeaders()), 'sec-fetch-site': 'same-origin' } });
    expect(await answer.json()).toMatchObject({ ok: true });
    await route.abort();
  };
  await page.route('**/invoke/billingManager.accept', takeAndLose, { times: 1 });
}

story('one charge after the other', () => {
  test('declined: nothing changes, the draft stays, another source pays', async ({ summary }) => {
    const count = await summary.receiptCount().innerText();
    const manager = await summary.edit('Headquarters');
    await manager.change('CRM', 25, 'Mastercard ending 0002');
    await expect(manager.column.getByText('Mastercard ending 0002 declined the payment.')).toBeVisible();
    await expect(manager.quantity('CRM')).toHaveValue('25');
    await expect(summary.receiptCount()).toHaveText(count);
    await expect(summary.account('Headquarters')).toContainText(/CRM\s*22 ×/);

    await manager.payFrom('Visa ending 4242');
    await manager.accept.click();
    await expect(manager.column.getByText('Accepted.')).toBeVisible();
  });

  test('no answer: being checked, nothing is sent a second time, asking settles it', async ({ summary }) => {
    const manager = await summary.edit('Headquarters');
    await manager.change('CRM', 28, 'Visa ending 0119');
    await expect(manager.column.getByText(/to Visa ending 0119 is being checked/)).toBeVisible();
    await expect(manager.accept).toBeDisabled();
    await expect(summary.account('Headquarters')).toContainText(/CRM\s*25 ×/);

    await manager.column.getByRole('button', { name: 'Check now' }).click();
    await expect(summary.account('Headquarters')).toContainText(/CRM\s*28 ×/);
    await expect(manager.column.getByText('is being checked')).toHaveCount(0);
    await expect(summary.receipts().first()).toContainText('$105.00');
  });

  for (const { choice, crm, fax } of [
    { choice: 'Keep mine', crm: '31', fax: { was: 2, theirs: 3, mine: 9, then: 9 } },
    { choice: 'Take the current', crm: '34', fax: { was: 9, theirs: 10, mine: 12, then: 10 } },
  ]) {
    test(`changed since it was opened: both stand side by side, then "${choice}"`, async ({ summary }) => {
      const manager = await summary.edit('Headquarters');
      await manager.quantity('CRM').fill(crm);
      await manager.quantity('Fax').fill(String(fax.mine));
      await manager.signAs('Alice', 'Brown');
      await manager.payFrom('Visa ending 4242');
      await someoneElseRaisesFax(summary, fax.theirs);

      await expect(manager.column.getByRole('row', { name: `Fax ${fax.was} ${fax.theirs} ${fax.mine}` })).toBeVisible();
      await manager.accept.click();
      await expect(manager.column.getByText('Not accepted.')).toBeVisible();
      await expect(manager.quantity('CRM')).toHaveValue(crm);

      await manager.column.getByRole('button', { name: choice }).click();
      await expect(manager.quantity('Fax')).toHaveValue(String(fax.then));
      await expect(manager.quantity('CRM')).toHaveValue(crm);
      await manager.accept.click();
      await expect(manager.column.getByText('Accepted.')).toBeVisible();
      await expect(summary.account('Headquarters')).toContainText(new RegExp(`Fax\\s*${fax.then} ×`));
    });
  }

  test('an answer that is lost after the work was done: trying again counts once', async ({ summary }) => {
    const manager = await summary.edit('Headquarters');
    await loseNextAnswer(manager);
    const before = Number.parseInt(await summary.receiptCount().innerText(), 10);
    await manager.change('CRM', 37);
    await expect(summary.account('Headquarters')).toContainText(/CRM\s*37 ×/);
    await manager.column.getByRole('button', { name: 'Try again' }).click();
    await expect(manager.column.getByText('Accepted.')).toBeVisible();
    await expect(summary.receiptCount()).toHaveText(`${before + 1} receipts`);
    await expect(summary.account('Headquarters')).toContainText(/CRM\s*37 ×/);
  });

  test('pending: a bank takes its time, and nothing takes effect meanwhile', async ({ summary }) => {
    const manager = await summary.edit('Headquarters');
    await manager.change('CRM', 40, 'First Example Bank ending 6789');
    await expect(manager.column.getByText(/from First Example Bank ending 6789 is pending/)).toBeVisible();
    await expect(manager.column.getByText('It pays for 3 CRM.')).toBeVisible();
    await expect(manager.accept).toBeDisabled();
    await expect(summary.account('Headquarters')).toContainText(/CRM\s*37 ×/);
  });
});

story('products, which are bought anew each time', () => {
  const withTraining = async (manager: ManagerWindow): Promise<void> => {
    await manager.page.getByLabel('Product to add').selectOption('training');
    await manager.page.getByRole('button', { name: 'Add to the draft' }).click();
    await manager.page.getByLabel('Training description').fill('Admin course');
  };
  const sign = async (manager: ManagerWindow, source: string): Promise<void> => {
    await manager.signAs('Alice', 'Brown');
    await manager.payFrom(source);
    await manager.accept.click();
  };

  test('an answer was lost, and something was added meanwhile: the first is asked for before anything else is sent', async ({ summary }) => {
    const manager = await summary.edit('Headquarters');
    await loseNextAnswer(manager);
    await withTraining(manager);
    await sign(manager, 'Visa ending 4242');
    await expect(manager.column.getByText('It is not known whether this was accepted.')).toBeVisible();
    await expect(summary.receipts().first()).toContainText('$500.00');
    await manager.quantity('CRM').fill('26');
    await expect(manager.accept).toBeDisabled();
    await expect(manager.column.getByText('Try again first.')).toBeVisible();
    await manager.column.getByRole('button', { name: 'Try again' }).click();
    await expect(manager.column.getByText('Accepted.', { exact: true })).toBeVisible();
    await expect(manager.page.getByLabel('Training description')).toHaveCount(0);
    await expect(manager.quantity('CRM')).toHaveValue('26');
    await expect(summary.receipts().first()).toContainText('$500.00');
    await manager.column.getByRole('button', { name: 'Discard' }).click();
  });

  test('the bank took its time: what it paid for is in the draft no more', async ({ app, summary }) => {
    const manager = await summary.edit('Headquarters');
    await withTraining(manager);
    await sign(manager, 'First Example Bank ending 6789');
    await expect(manager.column.getByText(/from First Example Bank ending 6789 is pending/)).toBeVisible();
    await expect(manager.page.getByLabel('Training description')).toHaveValue('Admin course');
    app.moveClock(12);
    await expect(summary.page.getByText('Wednesday, November 11, 2026')).toBeVisible();
    await expect(manager.column.getByText('Accepted.', { exact: true })).toBeVisible();
    await expect(manager.page.getByLabel('Training description')).toHaveCount(0);
    await expect(manager.accept).toBeDisabled();
  });
});

story('one window, nothing accepted', () => {
  test('bad input is said at its field, in every way a number can be wrong, and stays as typed', async ({ manager }) => {
    const last = manager.quantity('Recording Port');
    const place = await last.boundingBox();
    await manager.quantity('Fax').fill('2.5');
    await expect(manager.page.getByText('The quantity of Fax is not a whole number.')).toBeVisible();
    await manager.quantity('Inbound').fill('-1');
    await expect(manager.page.getByText(/The quantity of Inbound is below 0/)).toBeVisible();
    await manager.quantity('CRM').fill('2000000000');
    await expect(manager.page.getByText(/The quantity of CRM is above 1,000,000,000/)).toBeVisible();
    await manager.quantity('Flex Port').fill('');
    await expect(manager.page.locator('#problem-flexPort')).toHaveText('Type a whole number, 0 or more.');
    await manager.quantity('Flex Port').pressSequentially('3,5');
    await expect(manager.page.locator('#problem-flexPort')).toHaveText('Type a whole number, 0 or more.');
    await manager.quantity('PowerDialer').fill('1');
    await expect(manager.page.locator('#problem-powerDialer')).toContainText('10');
    // What is wrong above moves nothing.
    expect(await last.boundingBox()).toEqual(place);
    await manager.quantity('ResponseLoop').fill('1');
    await expect(manager.page.locator('#problem-responseLoop')).toContainText('unassigned');

    await expect(manager.quantity('Fax')).toHaveValue('2.5');
    await expect(manager.quantity('Inbound')).toHaveValue('-1');
    await expect(manager.quantity('Flex Port')).toHaveValue('3,5');
    await expect(manager.accept).toBeDisabled();
  });

  test('arrow keys count a quantity up and down, and never below 0', async ({ manager }) => {
    const fax = manager.quantity('Fax');
    await fax.fill('1');
    for (const [key, value] of [['ArrowUp', '2'], ['ArrowDown', '1'], ['ArrowDown', '0'], ['ArrowDown', '0']] as const) {
      await fax.press(key);
      await expect(fax).toHaveValue(value);
    }
  });

  test('a name that is not the operator’s is refused at the name', async ({ manager }) => {
    await manager.column.getByRole('button', { name: 'Discard' }).click();
    await manager.quantity('CRM').fill('23');
    await manager.signAs('Mallory', 'Brown');
    await manager.accept.click();
    await expect(manager.page.locator('#accept-name-problem')).toContainText('Alice Brown');
    await expect(manager.page.getByLabel('First name')).toHaveValue('Mallory');
    await expect(manager.quantity('CRM')).toHaveValue('23');
  });
});
