import { useQuery } from '@pinia/colada';
import { defineStore } from 'pinia';
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import type { Input, Output } from '../../../../shared/contracts/index.ts';
import { toBillingError } from '../../../common/billingError.ts';
import type { BillingError } from '../../../common/billingError.ts';
import { useClient } from '../../../common/client.ts';
import type { KeptSessions } from './scenarioForm.ts';
import { inputOf, useScenarios } from './scenarios.ts';

export type ScenarioColumn = Output<'scenarios.compare'>['columns'][number];
export type PricedColumn = Extract<ScenarioColumn['outcome'], { kind: 'priced' }>;
export type ScenarioFigure = PricedColumn['figures'][number];
export type ScenarioRefusal = Extract<ScenarioColumn['outcome'], { kind: 'refused' }>['failure'];

/** What stands under one head of the comparison. */
export interface ComparedColumn {
  readonly id: string;
  readonly name: string;
  /** The day of the change, YYYY-MM-DD; today's before it is read is empty. */
  readonly asOf: string;
  /** The days of the sessions that are played, YYYY-MM-DD; null without sessions. */
  readonly days: { readonly first: string; readonly last: string } | null;
  /** The last figures there were; null before the first. */
  readonly priced: PricedColumn | null;
  /** Why what is typed now has no figures. */
  readonly refusal: ScenarioRefusal | null;
}

/** The column of the account as it is. */
export const TODAY = 'today';
const TYPING_MS = 120;

/** The last answers, which stay while one visits other pages. */
const useAnswers = defineStore('scenarioAnswers', () => {
  const priced = shallowRef<ReadonlyMap<string, PricedColumn>>(new Map());
  const refusals = shallowRef<ReadonlyMap<string, ScenarioRefusal>>(new Map());
  return { priced, refusals };
});

function daysOf(kept: KeptSessions | null): ComparedColumn['days'] {
  return kept === null || kept.first === null || kept.last === null ? null : { first: kept.first, last: kept.last };
}

/** The account that the scenarios are compared with, as it is now; read again whenever it changes. */
export function useToday() {
  const client = useClient();
  const scenarios = useScenarios();
  return useQuery({
    key: () => ['scenarios', 'today', scenarios.accountId ?? 0],
    query: () => client.call('scenarios.start', { accountId: scenarios.accountId ?? 0 }),
    enabled: () => scenarios.accountId !== null,
  });
}

/**
 * Every scenario beside today, worked out by the application as one types. The latest question wins; the last figures stay
 * on screen until the next ones are there, also while what is typed is refused.
 */
export function useComparison() {
  const client = useClient();
  const scenarios = useScenarios();
  const answers = useAnswers();
  const today = useToday();
  const error = shallowRef<BillingError | null>(null);
  const current = ref(false);
  let asked = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** The question as it stands, which is also what CSV is written of; null until today is read. */
  const question = computed<Input<'scenarios.compare'> | null>(() => {
    const now = today.data.value;
    if (now === undefined) return null;
    return {
      columns: [{ id: TODAY, file: { ...now.facts }, sessionsId: now.kept?.sessionsId ?? null }, ...scenarios.scenarios.map((scenario) => ({ id: scenario.id, ...inputOf(scenario) }))],
    };
  });

  async function ask(input: Input<'scenarios.compare'>): Promise<void> {
    const mine = ++asked;
    try {
      const { columns } = await client.call('scenarios.compare', input);
      if (mine !== asked) return;
      const priced = new Map(columns.flatMap(({ id }) => (answers.priced.has(id) ? [[id, answers.priced.get(id)] as const] : [])));
      const refusals = new Map<string, ScenarioRefusal>();
      for (const { id, outcome } of columns) {
        if (outcome.kind === 'priced') priced.set(id, outcome);
        else refusals.set(id, outcome.failure);
      }
      answers.priced = new Map([...priced].flatMap(([id, outcome]) => (outcome === undefined ? [] : [[id, outcome] as const])));
      answers.refusals = refusals;
      error.value = null;
      current.value = true;
    } catch (thrown) {
      if (mine === asked) error.value = toBillingError(thrown);
    }
  }

  watch(
    question,
    (input, before) => {
      if (input === null) {
        // Another account, perhaps of another file: its figures are not these.
        answers.priced = new Map();
        answers.refusals = new Map();
        return;
      }
      current.value = false;
      clearTimeout(timer);
      timer = setTimeout(() => void ask(input), before === null || before === undefined ? 0 : TYPING_MS);
    },
    { immediate: true },
  );
  onScopeDispose(() => clearTimeout(timer));

  const columns = computed<ComparedColumn[]>(() => [
    { id: TODAY, name: 'Today', asOf: today.data.value?.facts.asOf ?? '', days: daysOf(today.data.value?.kept ?? null), priced: answers.priced.get(TODAY) ?? null, refusal: answers.refusals.get(TODAY) ?? null },
    ...scenarios.scenarios.map(({ id, form, kept }) => ({ id, name: form.name, asOf: form.asOf, days: daysOf(kept), priced: answers.priced.get(id) ?? null, refusal: answers.refusals.get(id) ?? null })),
  ]);

  return { today, question, columns, error, current, askAgain: () => (question.value === null ? undefined : ask(question.value)) };
}
