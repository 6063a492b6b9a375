import { useQuery } from '@pinia/colada';
import type { Output } from '../../../../shared/contracts/index.ts';
import { useClient } from '../../../common/client.ts';

export type DataView = Output<'data.view'>;
export type Backup = DataView['backups'][number];
export type Differences = Output<'data.differences'>;
export type Examined = Output<'data.examine'>;

/** Where the data file is, its backups, and what is under way with it. */
export function useDataView() {
  const client = useClient();
  return useQuery({ key: ['data', 'view'], query: () => client.call('data.view', {}) });
}

/** What differs between a file that was restored or copied and the gateway's record. */
export function useDifferences() {
  const client = useClient();
  return useQuery({ key: ['data', 'differences'], query: () => client.call('data.differences', {}) });
}

/** A file's size as people say it: "684 kB", "12.4 MB". */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000)).toLocaleString()} kB`;
  return `${(bytes / 1_000_000).toLocaleString(undefined, { minimumFractionDigits: 1, maximumFractionDigits: 1 })} MB`;
}
