import { onScopeDispose, ref } from 'vue';
import { useAnnouncer } from '../../common/announcer.ts';
import { toBillingError } from '../../common/billingError.ts';
import { useClient } from '../../common/client.ts';
import { exportReceipts } from '../../common/export.ts';
import type { ReceiptFilter } from '../../common/queries.ts';

const ASK_EVERY_MS = 250;

/** Writing receipts as CSV: how many are written so far, a way to stop, and what came of it. A browser shows both by itself. */
export function useCsvExport() {
  const client = useClient();
  const announcer = useAnnouncer();
  const message = ref<{ readonly tone: 'done' | 'note' | 'urgent'; readonly text: string } | null>(null);
  /** Receipts written so far; null: nothing is being written. */
  const written = ref<number | null>(null);
  let requestId = '';
  let timer: ReturnType<typeof setInterval> | undefined;
  onScopeDispose(() => clearInterval(timer));

  async function ask(): Promise<void> {
    const progress = await client.call('receipts.csvProgress', { requestId }).catch(() => null);
    if (written.value !== null && progress !== null) written.value = progress.receipts ?? written.value;
  }
  async function save(filter: ReceiptFilter): Promise<void> {
    if (written.value !== null) return;
    requestId = crypto.randomUUID();
    written.value = 0;
    message.value = null;
    if (client.host === 'desktop') timer = setInterval(() => void ask(), ASK_EVERY_MS);
    try {
      const path = await exportReceipts(client, filter, requestId);
      if (path !== null) message.value = { tone: 'done', text: `Saved as ${path}.` };
    } catch (thrown) {
      const { code, message: sentence } = toBillingError(thrown);
      message.value = { tone: code === 'CANCELLED' ? 'note' : 'urgent', text: `${sentence} No file was written.` };
    } finally {
      clearInterval(timer);
      written.value = null;
    }
    if (message.value !== null) void announcer.say(message.value.text);
  }
  const cancel = (): void => void client.call('receipts.cancelCsv', { requestId }).catch(() => undefined);

  return { message, written, save, cancel };
}
