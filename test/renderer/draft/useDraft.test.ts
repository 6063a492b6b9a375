import { describe, expect, test } from 'vitest';
import { shallowRef } from 'vue';
import type { DraftedView } from '../../../renderer/billing-manager/draft/conflict.ts';
import { useDraft } from '../../../renderer/billing-manager/draft/useDraft.ts';
import { managedLicense } from '../support/managedLicense.ts';

const account = (revision: number, crm: number, fax: number): DraftedView => ({
  account: { revision },
  licenses: [managedLicense({ type: 'crm', quantity: crm }), managedLicense({ type: 'fax', name: 'Fax', quantity: fax })],
  holders: [],
});

test('what was accepted stands in its box until the account is read with it; an older answer changes nothing', () => {
  const view = shallowRef(account(7, 22, 2));
  const draft = useDraft(view);
  draft.type('crm', '25');
  const sent = draft.send();
  draft.settle(sent);
  expect(draft).toMatchObject({ typed: { crm: '25' }, quantities: {}, dirty: false });
  view.value = account(7, 22, 2);
  expect(draft).toMatchObject({ typed: { crm: '25' }, dirty: false });
  view.value = account(8, 25, 2);
  expect(draft).toMatchObject({ typed: {}, dirty: false, conflicts: [], revision: 8 });
});

test('what was typed since Accept was pressed stays, as a draft on the state after it', () => {
  const view = shallowRef(account(7, 22, 2));
  const draft = useDraft(view);
  draft.type('crm', '25');
  draft.addProduct('training', '500.00');
  const sent = draft.send();
  draft.type('fax', '8');
  draft.settle(sent);
  expect(draft).toMatchObject({ typed: { crm: '25', fax: '8' }, quantities: { fax: 8 }, orders: [], dirty: true });
  view.value = account(8, 25, 2);
  expect(draft).toMatchObject({ typed: { fax: '8' }, quantities: { fax: 8 }, products: [], conflicts: [], revision: 8 });
});

test('the account may be read with what was accepted before the answer comes', () => {
  const view = shallowRef(account(7, 22, 2));
  const draft = useDraft(view);
  draft.type('crm', '25');
  const sent = draft.send();
  draft.type('fax', '8');
  view.value = account(8, 25, 2);
  draft.settle(sent);
  expect(draft).toMatchObject({ typed: { fax: '8' }, quantities: { fax: 8 }, conflicts: [], revision: 8 });
});

/** Accepted: 25 CRM and an order of Training. Not read yet; Fax was typed since. */
function settling() {
  const view = shallowRef(account(7, 22, 2));
  const draft = useDraft(view);
  draft.type('crm', '25');
  draft.addProduct('training', '500.00');
  draft.settle(draft.send());
  draft.type('fax', '8');
  expect(draft).toMatchObject({ settling: true, quantities: { fax: 8 }, orders: [] });
  return { view, draft };
}

test('what is undone before the account is read goes back to what was accepted', () => {
  const { view, draft } = settling();
  draft.type('crm', '26');
  draft.undo('crm');
  draft.undo('fax');
  expect(draft).toMatchObject({ typed: { crm: '25' }, dirty: false, settling: true });
  view.value = account(8, 25, 2);
  expect(draft).toMatchObject({ typed: {}, products: [], dirty: false, settling: false, conflicts: [], revision: 8 });
});

test('what is discarded before the account is read can be taken back, before and after', () => {
  const { view, draft } = settling();
  draft.discard();
  expect(draft).toMatchObject({ typed: { crm: '25' }, orders: [], dirty: false, settling: true });
  draft.takeBack();
  expect(draft).toMatchObject({ typed: { crm: '25', fax: '8' }, quantities: { fax: 8 }, orders: [], dirty: true });
  draft.discard();
  view.value = account(8, 25, 2);
  expect(draft).toMatchObject({ typed: {}, products: [], dirty: false, canTakeBack: true });
  draft.takeBack();
  expect(draft).toMatchObject({ typed: { fax: '8' }, products: [], dirty: true, conflicts: [], revision: 8 });
});

describe('a license that was ticked, and is unticked again', () => {
  const holding = (revision: number, licenses: DraftedView['holders'][number]['licenses']): DraftedView => ({
    ...account(revision, 22, 2),
    holders: [{ userId: 1, firstName: 'Ida', lastName: 'Falk', email: 'ida@x.example', active: true, licenses }],
  });
  const untick = [{ userId: 1, type: 'crm', assigned: false }];

  test('while Accept is under way: it is taken in a draft of its own', () => {
    const view = shallowRef(holding(7, []));
    const draft = useDraft(view);
    draft.assign([1], 'crm', true);
    const sent = draft.send();
    draft.assign([1], 'crm', false);
    expect(draft.holds(1, 'crm')).toBe(false);
    draft.settle(sent);
    expect(draft.holds(1, 'crm')).toBe(false);
    view.value = holding(8, ['crm']);
    expect(draft).toMatchObject({ assignments: untick, dirty: true, userConflicts: [], revision: 8 });
  });

  test('before the account is read with it', () => {
    const view = shallowRef(holding(7, []));
    const draft = useDraft(view);
    draft.assign([1], 'crm', true);
    draft.settle(draft.send());
    draft.assign([1], 'crm', false);
    expect(draft.holds(1, 'crm')).toBe(false);
    view.value = holding(8, ['crm']);
    expect(draft).toMatchObject({ assignments: untick, dirty: true });
  });

  test('after it was declined: nothing is left of it', () => {
    const view = shallowRef(holding(7, []));
    const draft = useDraft(view);
    draft.assign([1], 'crm', true);
    draft.send();
    draft.assign([1], 'crm', false);
    expect(draft).toMatchObject({ assignments: [], dirty: false });
  });
});
