import { useInfiniteQuery } from '@pinia/colada';
import { computed, shallowRef } from 'vue';
import type { Input, Output } from '../../../../shared/contracts/index.ts';
import { toBillingError } from '../../../common/billingError.ts';
import type { BillingError } from '../../../common/billingError.ts';
import { useClient } from '../../../common/client.ts';
import type { PlayedScenario } from './scenarios.ts';
import { sendFile } from './sendFile.ts';

export type SessionEdit = Input<'scenarios.editSessions'>['edit'];

const WINDOW = 50;

/** Edits of a scenario's sessions, one after the other: each gives the sessions as they are after it. */
export function useSessionEdits(scenario: () => PlayedScenario) {
  const client = useClient();
  const failure = shallowRef<BillingError | null>(null);
  const busy = shallowRef(false);
  /** The sessions as they were before the last edit: kept as they were, whatever came after. */
  const before = shallowRef<{ readonly scenario: PlayedScenario; readonly kept: PlayedScenario['kept'] } | null>(null);

  /** True where it is done. */
  async function attempt(edit: () => Promise<SessionEdit>): Promise<boolean> {
    if (busy.value) return false;
    const edited = scenario();
    busy.value = true;
    failure.value = null;
    try {
      const { kept } = edited;
      edited.kept = await client.call('scenarios.editSessions', { sessionsId: edited.kept?.sessionsId ?? null, edit: await edit() });
      before.value = { scenario: edited, kept };
      return true;
    } catch (thrown) {
      failure.value = toBillingError(thrown);
      return false;
    } finally {
      busy.value = false;
    }
  }
  const edit = (wanted: SessionEdit): Promise<boolean> => attempt(() => Promise.resolve(wanted));
  const importFile = (file: File): Promise<boolean> => attempt(async () => ({ do: 'import', uploadId: await sendFile(client, 'sessions', file), timeZone: scenario().form.timeZone }));

  const canUndo = computed(() => before.value?.scenario.id === scenario().id);
  function undo(): void {
    if (before.value === null || !canUndo.value || busy.value) return;
    scenario().kept = before.value.kept;
    before.value = null;
    failure.value = null;
  }

  /** What was refused is being corrected. */
  function forget(): void {
    failure.value = null;
  }

  return { edit, importFile, failure, forget, busy, canUndo, undo };
}

/** Who runs what how often, in windows that are added at the end. */
export function useSessionGroups(sessionsId: () => string | null) {
  const client = useClient();
  const query = useInfiniteQuery<Output<'scenarios.sessions'>, Error, number>({
    key: () => ['scenarios', 'sessions', sessionsId() ?? ''],
    query: async ({ pageParam }) => {
      const id = sessionsId();
      return id === null ? { groups: [], count: 0 } : client.call('scenarios.sessions', { sessionsId: id, offset: pageParam, limit: WINDOW });
    },
    initialPageParam: 0,
    getNextPageParam: (_last, all) => {
      const shown = all.reduce((sum, page) => sum + page.groups.length, 0);
      return shown < (all[0]?.count ?? 0) ? shown : null;
    },
    placeholderData: (previous) => previous,
  });
  const groups = computed(() => query.data.value?.pages.flatMap((page) => page.groups) ?? []);
  const count = computed(() => query.data.value?.pages[0]?.count ?? 0);
  return { ...query, groups, count };
}
