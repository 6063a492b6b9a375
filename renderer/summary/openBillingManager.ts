import { ref } from 'vue';
import { toBillingError } from '../common/billingError.ts';
import type { BillingError } from '../common/billingError.ts';
import { useClient } from '../common/client.ts';
import { requestSection } from '../common/sectionRequest.ts';
import type { Section } from '../common/sectionRequest.ts';

/** Opens an account's Billing Manager, at a section where one is named. `failure` is why the window did not open. */
export function useOpenBillingManager() {
  const client = useClient();
  const failure = ref<BillingError | null>(null);

  async function open(accountId: number, section?: Section): Promise<void> {
    failure.value = null;
    if (section !== undefined) requestSection(accountId, section);
    try {
      await client.call('window.openBillingManager', { accountId });
    } catch (thrown) {
      failure.value = toBillingError(thrown);
    }
  }

  return { open, failure };
}
