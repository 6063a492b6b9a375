import { useQueryCache } from '@pinia/colada';
import { defineStore } from 'pinia';
import { ref } from 'vue';
import { toBillingError } from '../common/billingError.ts';
import type { BillingError } from '../common/billingError.ts';
import { useClient } from '../common/client.ts';

export type FileDialog = 'openFile' | 'newCompany';

/**
 * Opening and closing the data file, for the welcome page, the company menu and the desktop's menu. `dialog` is the
 * dialog that should be on screen; `failure` is why the last try did not succeed.
 */
export const useFileActions = defineStore('fileActions', () => {
  const client = useClient();
  const cache = useQueryCache();
  const dialog = ref<FileDialog | null>(null);
  const failure = ref<BillingError | null>(null);
  const busy = ref<string | null>(null);

  async function attempt(sentence: string, work: () => Promise<unknown>): Promise<boolean> {
    busy.value = sentence;
    failure.value = null;
    try {
      await work();
      dialog.value = null;
      await cache.invalidateQueries({ key: ['app'] });
      return true;
    } catch (thrown) {
      failure.value = toBillingError(thrown);
      return false;
    } finally {
      busy.value = null;
    }
  }

  const openDemonstration = () => attempt('Opening the demonstration', () => client.call('file.openDemonstration', {}));
  const openPath = (path: string) => attempt('Opening the file', () => client.call('file.open', { path }));
  const closeFile = () => attempt('Closing the file', () => client.call('file.close', {}));

  /** The desktop asks with its own dialog; a browser has none, so the path is typed. */
  async function openFile(): Promise<void> {
    failure.value = null;
    if (client.host === 'browser') {
      dialog.value = 'openFile';
      return;
    }
    await attempt('Opening the file', async () => {
      const { path } = await client.call('file.choose', { purpose: 'open' });
      if (path !== null) await client.call('file.open', { path });
    });
  }

  function newCompany(): void {
    failure.value = null;
    dialog.value = 'newCompany';
  }

  return { dialog, failure, busy, attempt, openDemonstration, openPath, openFile, newCompany, closeFile };
});
