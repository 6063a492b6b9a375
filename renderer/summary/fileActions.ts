import { useQueryCache } from '@pinia/colada';
import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import { toBillingError } from '../common/billingError.ts';
import type { BillingError } from '../common/billingError.ts';
import { useClient } from '../common/client.ts';
import { useScenarios } from './parts/scenarios/scenarios.ts';

export type FileDialog = 'openFile' | 'openForReview' | 'newCompany' | 'reviewCopy';

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
  const scenarios = useScenarios();
  /** Asked before the open file is left with scenarios that are not saved; null: nothing is asked. */
  const leaving = shallowRef<{ readonly answer: (leave: boolean) => void } | null>(null);

  async function mayLeave(): Promise<boolean> {
    if (!scenarios.dirty) return true;
    const leave = await new Promise<boolean>((answer) => (leaving.value = { answer }));
    leaving.value = null;
    return leave;
  }

  async function attempt(sentence: string, work: () => Promise<unknown>): Promise<boolean> {
    if (!(await mayLeave())) return false;
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
  const reviewPath = (path: string) => attempt('Opening the file for review', () => client.call('file.openForReview', { path }));
  const closeFile = () => attempt('Closing the file', () => client.call('file.close', {}));

  /** The desktop asks with its own dialog; a browser has none, so the path is typed. */
  async function choose(inBrowser: FileDialog, route: 'file.open' | 'file.openForReview'): Promise<void> {
    failure.value = null;
    if (client.host === 'browser') {
      dialog.value = inBrowser;
      return;
    }
    await attempt('Opening the file', async () => {
      const { path } = await client.call('file.choose', { purpose: 'open' });
      if (path !== null) await client.call(route, { path });
    });
  }
  const openFile = () => choose('openFile', 'file.open');
  const openForReview = () => choose('openForReview', 'file.openForReview');

  function show(next: FileDialog): void {
    failure.value = null;
    dialog.value = next;
  }
  const newCompany = () => show('newCompany');
  const exportReviewCopy = () => show('reviewCopy');

  return { dialog, failure, busy, leaving, attempt, openDemonstration, openPath, reviewPath, openFile, openForReview, newCompany, exportReviewCopy, closeFile };
});
