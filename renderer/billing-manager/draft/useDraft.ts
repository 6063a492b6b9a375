import { computed, reactive, ref, shallowRef, watch } from 'vue';
import type { Ref } from 'vue';
import type { LicenseType } from '../../../shared/values/licenseTypes.ts';
import { cellOf, heldBy, holderConflicts, readAssignments } from './assignments.ts';
import type { Ticked } from './assignments.ts';
import { baselineOf, conflictRows } from './conflict.ts';
import type { Baseline, DraftedView } from './conflict.ts';
import type { ProductKind } from '../../../shared/values/products.ts';
import { readProducts } from './products.ts';
import type { TypedProduct } from './products.ts';
import { readDraft } from './quantities.ts';
import type { Typed } from './quantities.ts';

/** What stands in the boxes and is not as the account has it. */
interface Written {
  readonly typed: Typed;
  readonly ticked: Ticked;
  readonly products: readonly TypedProduct[];
}

/** What was in the draft when Accept was pressed, and the revision that it was made on. */
export interface SentDraft extends Written {
  readonly revision: number;
}

const NOTHING: Written = { typed: {}, ticked: new Map(), products: [] };

/**
 * The window's one draft. It lives here alone until Accept, and outlives what others change meanwhile: `conflicts`
 * then lists what they changed, and the draft keeps naming the revision it was begun on, which Accept refuses, until
 * one keeps it or takes over what is current.
 */
export function useDraft(view: Readonly<Ref<DraftedView | undefined>>) {
  const typed = ref<Typed>({});
  const baseline = shallowRef<Baseline | null>(null);
  const products = ref<readonly TypedProduct[]>([]);
  let lastKey = 0;
  const ticked = shallowRef<Ticked>(new Map());
  /** What was ticked when Accept was pressed, until the account is read with it. */
  let sentTicks: Ticked = new Map();
  /** Accepted: it stands in its boxes until the account is read with it, so that no box shows the number before. */
  const settling = shallowRef<SentDraft | null>(null);
  /** What is still to be accepted: all that stands in the boxes, but for what was accepted a moment ago. */
  const rest = computed(() => restOf({ typed: typed.value, ticked: ticked.value, products: products.value }, settling.value));
  const read = computed(() => readDraft(view.value?.licenses ?? [], rest.value.typed));
  const readOrders = computed(() => readProducts(rest.value.products));
  const discarded = shallowRef<(Written & { readonly baseline: Baseline | null }) | null>(null);
  const held = computed(() => heldBy(view.value?.holders ?? []));
  const assignments = computed(() => readAssignments(held.value, rest.value.ticked));
  /** All that is still to be accepted, as one text: equal while nothing is typed, whatever is read of the account meanwhile. */
  const written = computed(() => JSON.stringify([rest.value.typed, rest.value.products, assignments.value]));
  const dirty = computed(() => read.value.changed.length > 0 || rest.value.products.length > 0 || assignments.value.length > 0);
  const conflicts = computed(() =>
    view.value === undefined || baseline.value === null || !dirty.value ? [] : conflictRows(baseline.value, view.value, typed.value),
  );
  const userConflicts = computed(() => (view.value === undefined || baseline.value === null || settling.value !== null ? [] : holderConflicts(baseline.value.holders, view.value.holders, ticked.value)));

  watch(
    view,
    (next) => {
      if (next === undefined) return;
      if (settling.value !== null) settleIn(next);
      // Nothing to lose, or nothing that the draft was made on has changed: the newest is what one sees.
      else if (conflicts.value.length === 0 && userConflicts.value.length === 0) baseline.value = baselineOf(next);
    },
    { immediate: true, flush: 'sync' },
  );

  watch(dirty, (begun) => {
    if (begun) discarded.value = null;
  });

  /** Before something is typed: the draft of the state one sees begins with it. */
  function begin(): void {
    if (!dirty.value && view.value !== undefined) baseline.value = baselineOf(view.value);
  }
  function type(license: LicenseType, text: string): void {
    begin();
    typed.value = { ...typed.value, [license]: text };
  }
  function undo(license: LicenseType): void {
    const others = Object.fromEntries(Object.entries(typed.value).filter(([type]) => type !== license));
    const accepted = settling.value?.typed[license];
    typed.value = accepted === undefined ? others : { ...others, [license]: accepted };
    if (!dirty.value) clear();
  }
  /** Gives a license to all of these users, or takes it from them. */
  function assign(userIds: readonly number[], license: LicenseType, assigned: boolean): void {
    begin();
    const next = new Map(ticked.value);
    for (const userId of userIds) {
      // What stands as it is anyway is no change, but it is one on top of what was sent a moment ago.
      const cell = cellOf(userId, license);
      if (held.value.get(userId)?.has(license) === assigned && !sentTicks.has(cell)) next.delete(cell);
      else next.set(cell, assigned);
    }
    ticked.value = next;
    if (!dirty.value && sentTicks.size === 0) clear();
  }
  /** Whether the user holds the license once the draft is accepted. */
  function holds(userId: number, license: LicenseType): boolean {
    return ticked.value.get(cellOf(userId, license)) ?? held.value.get(userId)?.has(license) ?? false;
  }
  function undoAssignments(): void {
    ticked.value = settling.value?.ticked ?? new Map();
    if (!dirty.value) clear();
  }
  function addProduct(kind: ProductKind, unitPrice: string): void {
    begin();
    products.value = [...products.value, { key: (lastKey += 1), kind, description: '', quantity: '1', unitPrice }];
  }
  function changeProduct(key: number, change: Partial<Omit<TypedProduct, 'key'>>): void {
    products.value = products.value.map((product) => (product.key === key ? { ...product, ...change } : product));
  }
  function removeProduct(key: number): void {
    products.value = products.value.filter((product) => product.key !== key);
    if (!dirty.value) clear();
  }
  /** Drops what was typed; `takeBack` brings it back, on the state it was made on, until something else is typed. */
  function discard(): void {
    discarded.value = { ...rest.value, baseline: baseline.value };
    clear();
  }
  function takeBack(): void {
    if (discarded.value === null) return;
    const under = settling.value ?? NOTHING;
    typed.value = { ...under.typed, ...discarded.value.typed };
    ticked.value = new Map([...under.ticked, ...discarded.value.ticked]);
    products.value = [...under.products, ...discarded.value.products];
    baseline.value = discarded.value.baseline;
  }
  /** The draft as it is now, for Accept; `settle` is told of it when it was accepted. */
  function send(): SentDraft {
    sentTicks = ticked.value;
    return { typed: typed.value, ticked: ticked.value, products: products.value, revision: view.value?.account.revision ?? 0 };
  }
  /** What was sent is accepted. What was typed since stays, as a draft of its own. */
  function settle(sent: SentDraft): void {
    settling.value = sent;
    if (view.value !== undefined) settleIn(view.value);
  }
  /** An answer that was on its way before Accept knows nothing of it yet. */
  function settleIn(next: DraftedView): void {
    if (next.account.revision === settling.value?.revision) return;
    ({ typed: typed.value, ticked: ticked.value, products: products.value } = rest.value);
    settling.value = null;
    sentTicks = new Map();
    baseline.value = baselineOf(next);
    if (discarded.value !== null) discarded.value = { ...discarded.value, baseline: baseline.value };
  }
  /** Back to the account as it is; what was accepted and is not read yet is part of it. */
  function clear(): void {
    ({ typed: typed.value, ticked: ticked.value, products: products.value } = settling.value ?? NOTHING);
    if (settling.value === null && view.value !== undefined) baseline.value = baselineOf(view.value);
    sentTicks = settling.value?.ticked ?? new Map();
  }
  /** Goes on with what was typed, on top of what is current. */
  function keepMine(): void {
    if (view.value !== undefined) baseline.value = baselineOf(view.value);
  }
  /** Drops what was typed for the licenses and users that others changed; the rest of the draft stays. */
  function takeCurrent(): void {
    const taken = new Set(conflicts.value.map((row) => row.type));
    typed.value = Object.fromEntries(Object.entries(typed.value).filter(([license]) => !taken.has(license as LicenseType)));
    const users = new Set(userConflicts.value.map(({ userId }) => String(userId)));
    ticked.value = new Map([...ticked.value].filter(([cell]) => !users.has(cell.split('/')[0] ?? '')));
    keepMine();
  }

  return reactive({
    typed,
    written,
    quantities: computed(() => read.value.quantities),
    unreadable: computed(() => read.value.unreadable),
    products,
    orders: computed(() => readOrders.value.orders),
    unreadableProducts: computed(() => readOrders.value.unreadable),
    addProduct,
    changeProduct,
    removeProduct,
    changed: computed(() => read.value.changed),
    assignments,
    assign,
    holds,
    undoAssignments,
    dirty,
    conflicts,
    userConflicts,
    revision: computed(() => baseline.value?.revision ?? 0),
    type,
    undo,
    send,
    settle,
    settling: computed(() => settling.value !== null),
    discard,
    takeBack,
    canTakeBack: computed(() => discarded.value !== null),
    keepMine,
    takeCurrent,
  });
}

function restOf(draft: Written, sent: Written | null): Written {
  if (sent === null) return draft;
  return {
    typed: Object.fromEntries(Object.entries(draft.typed).filter(([license, text]) => sent.typed[license as LicenseType] !== text)),
    ticked: new Map([...draft.ticked].filter(([cell, assigned]) => sent.ticked.get(cell) !== assigned)),
    products: draft.products.filter(({ key }) => !sent.products.some((product) => product.key === key)),
  };
}

export type Draft = ReturnType<typeof useDraft>;
