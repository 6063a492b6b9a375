import { onScopeDispose, reactive, ref, shallowRef, watch } from 'vue';
import { BillingError, toBillingError } from '../../common/billingError.ts';
import { useClient } from '../../common/client.ts';
import type { BillingManagerView, DraftPreview } from '../../common/queries.ts';
import { pathOfCell } from './assignments.ts';
import { placeOf } from './problems.ts';
import { pathInRows } from './products.ts';
import type { Draft } from './useDraft.ts';

const TYPING_MS = 80;

/**
 * What Accept would do, worked out by the application as one types. The latest question wins; the last answer stays on
 * screen until the next one is there, and `current` says whether it belongs to what is typed now.
 */
export function usePreview(accountId: number, draft: Draft, view: () => BillingManagerView) {
  const client = useClient();
  const result = shallowRef<DraftPreview | null>(null);
  const refusals = shallowRef<readonly BillingError[]>([]);
  const current = ref(false);
  /** The products on screen that the answer counts, in the order of its lines. */
  const productRows = shallowRef<readonly number[]>([]);
  let asked = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function ask(): Promise<void> {
    const question = ++asked;
    const quantities = { ...draft.quantities };
    let orders = [...draft.orders];
    const assignments = [...draft.assignments];
    const pathOnScreen = (path: string): string => pathOfCell(pathInRows(path, orders), assignments);
    const refused: BillingError[] = [];
    let answer: DraftPreview | null = null;
    // A number that is refused as such is left out and the rest asked again, so that one slip hides no other figure.
    for (let again = true; again;) {
      again = false;
      try {
        answer = await client.call('billingManager.preview', { accountId, draft: { quantities, assignments, products: orders.map(({ order }) => order) } });
      } catch (thrown) {
        const thrownError = toBillingError(thrown);
        const error = new BillingError({ code: thrownError.code, message: thrownError.message, path: pathOnScreen(thrownError.path) });
        const place = placeOf(error);
        refused.push(error);
        if (place.at === 'quantity' && quantities[place.type] !== undefined) {
          Reflect.deleteProperty(quantities, place.type);
          again = true;
        } else if (place.at === 'product' && orders.some(({ row }) => row === place.row)) {
          orders = orders.filter(({ row }) => row !== place.row);
          again = true;
        }
      }
      if (question !== asked) return;
    }
    result.value = answer === null ? result.value : { ...answer, problems: answer.problems.map((problem) => ({ ...problem, path: pathOnScreen(problem.path) })) };
    if (answer !== null) productRows.value = orders.map(({ row }) => row);
    refusals.value = refused;
    current.value = true;
  }
  function askSoon(): void {
    current.value = false;
    asked += 1;
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), TYPING_MS);
  }

  // Each reading of the account asks anew, since a day or a connection may have passed.
  watch([() => JSON.stringify([draft.quantities, draft.orders, draft.assignments]), view], askSoon, { immediate: true });
  onScopeDispose(() => clearTimeout(timer));

  return reactive({ result, refusals, current, productRows });
}

export type Preview = ReturnType<typeof usePreview>;
