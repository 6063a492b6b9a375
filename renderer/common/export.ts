import type { Client } from './client.ts';
import type { Input } from '../../shared/contracts/index.ts';

/**
 * Saves as CSV what passes the filter. The desktop asks where to and answers with the path, or null after Cancel; the
 * browser begins a download of its own, and there is no path.
 */
export async function exportReceipts(client: Client, filter: Input<'receipts.saveCsv'>['filter'], requestId: string): Promise<string | null> {
  if (client.host === 'desktop') return (await client.call('receipts.saveCsv', { filter, requestId })).path;
  const link = document.createElement('a');
  link.href = `/downloads/receipts.saveCsv?input=${encodeURIComponent(JSON.stringify({ filter }))}`;
  link.download = '';
  link.click();
  return null;
}
