import { onScopeDispose, reactive, shallowRef } from 'vue';
import type { Output } from '../../../shared/contracts/index.ts';
import { IMPORT_CHUNK_BYTES } from '../../../shared/values/imports.ts';
import type { ImportKindName } from '../../../shared/values/imports.ts';
import { useAnnouncer } from '../announcer.ts';
import { toBillingError } from '../billingError.ts';
import type { BillingError } from '../billingError.ts';
import { useClient } from '../client.ts';
import { countOf } from '../format/numbers.ts';
import { toBase64 } from './base64.ts';

export type DryRun = Output<'import.finish'>;
export type ImportCounts = Output<'import.apply'>;

export type ImportState =
  | { readonly step: 'choose' }
  | { readonly step: 'reading'; readonly fileName: string; readonly bytes: number; readonly bytesRead: number; readonly rows: number; readonly rejectedCount: number }
  | { readonly step: 'checked'; readonly importId: string; readonly fileName: string; readonly dryRun: DryRun; readonly applying: boolean; readonly error: BillingError | null }
  | { readonly step: 'done'; readonly fileName: string; readonly counts: ImportCounts }
  | { readonly step: 'failed'; readonly fileName: string; readonly error: BillingError };

/** One import after another: the file goes to the application piece by piece, is checked there, and applied when one says so. */
export function useImport(kind: ImportKindName, accountId: () => number | undefined) {
  const client = useClient();
  const announcer = useAnnouncer();
  const state = shallowRef<ImportState>({ step: 'choose' });
  let importId: string | null = null;
  let commandId = '';
  // Each file chosen, and each Cancel, ends the reading before it.
  let run = 0;

  async function read(file: File): Promise<void> {
    forget();
    const mine = ++run;
    const over = (): boolean => mine !== run;
    state.value = { step: 'reading', fileName: file.name, bytes: file.size, bytesRead: 0, rows: 0, rejectedCount: 0 };
    try {
      const account = accountId();
      const begun = await client.call('import.begin', { kind, fileName: file.name.slice(0, 255), bytes: file.size, ...(account === undefined ? {} : { accountId: account }) });
      if (over()) return void client.call('import.cancel', begun).catch(() => undefined);
      importId = begun.importId;
      for (let start = 0, index = 0; start < file.size; start += IMPORT_CHUNK_BYTES, index += 1) {
        const piece = new Uint8Array(await file.slice(start, start + IMPORT_CHUNK_BYTES).arrayBuffer());
        if (over()) return;
        const progress = await client.call('import.chunk', { importId: begun.importId, index, base64: toBase64(piece) });
        if (over()) return;
        state.value = { step: 'reading', fileName: file.name, bytes: file.size, bytesRead: start + piece.length, ...progress };
      }
      const dryRun = await client.call('import.finish', begun);
      if (over()) return;
      commandId = crypto.randomUUID();
      state.value = { step: 'checked', importId: begun.importId, fileName: file.name, dryRun, applying: false, error: null };
      const [nothing, ready] = kind === 'replay' ? ['Nothing was played.', 'are played'] : ['Nothing was imported.', 'can be imported'];
      void announcer.say(dryRun.rejectedCount > 0 ? `${countOf(dryRun.rejectedCount, 'line')} rejected. ${nothing}` : `Checked. ${countOf(dryRun.rows, 'line')} ${ready}.`);
    } catch (thrown) {
      if (over()) return;
      state.value = { step: 'failed', fileName: file.name, error: toBillingError(thrown) };
      void announcer.say(toBillingError(thrown).message, 'urgent');
    }
  }

  async function apply(): Promise<void> {
    const checked = state.value;
    if (checked.step !== 'checked' || checked.applying || importId === null) return;
    state.value = { ...checked, applying: true, error: null };
    try {
      const counts = await client.call('import.apply', { importId, commandId });
      importId = null;
      state.value = { step: 'done', fileName: checked.fileName, counts };
      void announcer.say(`Imported ${checked.fileName}.`);
    } catch (thrown) {
      state.value = { ...checked, applying: false, error: toBillingError(thrown) };
      void announcer.say(toBillingError(thrown).message, 'urgent');
    }
  }

  /** Ends what is going on; nothing was written before Apply. */
  function forget(): void {
    run += 1;
    if (importId !== null) void client.call('import.cancel', { importId }).catch(() => undefined);
    importId = null;
    state.value = { step: 'choose' };
  }
  onScopeDispose(forget);

  return reactive({ state, read, apply, forget });
}
