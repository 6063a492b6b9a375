import { computed } from 'vue';
import { useSession } from '../common/session/useSession.ts';
import { PAGES } from './pages.ts';
import type { Page } from './pages.ts';

/** The pages that the operator's permission group allows, in the sidebar's order, and why another one is not shown. */
export function usePages() {
  const { file, may, reasonAgainst } = useSession();
  const inReview = computed(() => (file.value?.review ?? null) !== null);
  const shown = ({ needs = 'viewBilling', review, demonstration }: Page): boolean =>
    (may(needs) || (review === true && inReview.value)) && (demonstration !== true || (file.value?.demonstration === true && !inReview.value));
  return {
    pages: computed(() => PAGES.filter(shown)),
    /** Null where the page is shown. */
    reasonAgainstPage: ({ needs = 'viewBilling', review }: Page): string | null => (review === true && inReview.value ? null : reasonAgainst(needs)),
  };
}
