import { computed } from 'vue';
import { useSession } from '../common/session/useSession.ts';
import { PAGES } from './pages.ts';

/** The pages that the operator's permission group allows, in the sidebar's order. */
export function usePages() {
  const { file, may } = useSession();
  return computed(() => PAGES.filter(({ needs = 'viewBilling', demonstration = false }) => may(needs) && (!demonstration || (file.value?.demonstration === true && file.value.review === null))));
}
