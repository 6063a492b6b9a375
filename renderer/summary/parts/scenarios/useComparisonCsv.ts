import { shallowRef } from 'vue';
import type { Input } from '../../../../shared/contracts/index.ts';
import { useAnnouncer } from '../../../common/announcer.ts';
import { toBillingError } from '../../../common/billingError.ts';
import type { BillingError } from '../../../common/billingError.ts';
import { useClient } from '../../../common/client.ts';
import { saveDownload } from './sendFile.ts';

/** Saves the comparison as CSV: the desktop asks where to, the browser downloads. */
export function useComparisonCsv(question: () => Input<'scenarios.compare'> | null) {
  const client = useClient();
  const announcer = useAnnouncer();
  const failure = shallowRef<BillingError | null>(null);

  async function save(): Promise<void> {
    const input = question();
    if (input === null) return;
    failure.value = null;
    try {
      const { path, download } = await client.call('scenarios.saveCsv', input);
      if (download !== null) saveDownload(download);
      if (path !== null || download !== null) void announcer.say(`Saved as ${path ?? download?.fileName ?? 'a file'}.`);
    } catch (thrown) {
      failure.value = toBillingError(thrown);
    }
  }

  return { save, failure };
}
