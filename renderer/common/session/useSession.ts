import { computed } from 'vue';
import type { Capability } from '../../../shared/values/capabilities.ts';
import { CAPABILITY_NAMES } from '../../../shared/values/capabilities.ts';
import { REVIEW_SENTENCE } from '../../../shared/values/review.ts';
import { useAppState } from '../queries.ts';

/**
 * Who is at the screen and what their permission group allows, so that a control they may not use is hidden, or disabled
 * with `reasonAgainst` as its reason. The application checks every call by itself (SPEC section 15).
 */
export function useSession() {
  const { data: state } = useAppState();
  const file = computed(() => state.value?.file ?? null);
  const operator = computed(() => file.value?.operator ?? null);
  const name = computed(() => (operator.value === null ? '' : `${operator.value.firstName} ${operator.value.lastName}`.trim()));

  function may(capability: Capability): boolean {
    return operator.value?.capabilities.includes(capability) ?? false;
  }

  /** One sentence for a control that is disabled; null where the operator may use it. */
  function reasonAgainst(capability: Capability): string | null {
    if (operator.value === null || may(capability)) return null;
    if (file.value?.review) return REVIEW_SENTENCE;
    return `Your permission group, ${operator.value.groupName}, does not allow this: ${CAPABILITY_NAMES[capability]}.`;
  }

  return { file, operator, name, may, reasonAgainst };
}
