import { computed } from 'vue';
import type { Capability } from '../../../../shared/values/capabilities.ts';
import { useAppState } from '../../../common/queries.ts';

/** Whether the operator's group allows something: for hiding what would be refused, which is checked in the application. */
export function useMay(capability: Capability) {
  const { data: state } = useAppState();
  return computed(() => state.value?.file?.operator?.capabilities.includes(capability) ?? false);
}
