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
