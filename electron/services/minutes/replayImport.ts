import { IMPORT_COLUMNS } from '../../../shared/values/imports.ts';
import type { ImportKind } from '../imports/importKind.ts';
import { refuse } from '../refusals.ts';
import { usageReader } from './usageImport.ts';
import { createUsageRows } from './usageRows.ts';

/** A usage file that is played through the rules and never entered: read as the usage import reads it, by whoever may make scenarios. */
export const replayImport: ImportKind = {
  needs: 'makeScenarios',
  columns: IMPORT_COLUMNS.replay,
  topics: [],
  begin({ file }, { now }) {
    const usage = createUsageRows();
    const read = usageReader(file, now);
    return {
      usage,
      row(cells) {
        const line = read(cells);
        if (!line.ok) return line.reason;
        usage.push(line.row);
        return null;
      },
      plan: () => ({ added: 0, changed: 0, unchanged: usage.length, rejected: [], notes: [] }),
      applyTx() {
        throw refuse('BAD_INPUT', '/importId', 'This file was read for a replay. To enter its usage, import it. Nothing was imported.');
      },
    };
  },
};
