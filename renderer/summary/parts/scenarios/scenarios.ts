import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import type { Output } from '../../../../shared/contracts/index.ts';
import { MOST_SCENARIOS } from '../../../../shared/values/scenarioFigures.ts';
import { BillingError, toBillingError } from '../../../common/billingError.ts';
import { useClient } from '../../../common/client.ts';
import { fileOf, formOf } from './scenarioForm.ts';
import type { KeptSessions, ScenarioFile, ScenarioForm } from './scenarioForm.ts';
import { saveDownload, sendFile } from './sendFile.ts';

export type OpenedScenario = Output<'scenarios.start'>;

/** A scenario that is played with. */
export interface PlayedScenario {
  readonly id: string;
  form: ScenarioForm;
  kept: KeptSessions | null;
  /** What it was when it was begun, opened or saved last; empty for the copy of one that was changed and not saved. */
  saved: string;
}

const asText = ({ form, kept }: Pick<PlayedScenario, 'form' | 'kept'>): string => JSON.stringify([form, kept?.sessionsId]);

/** The scenarios of this window: they stay while one visits other pages, until it is closed, or another operator or file is there. */
export const useScenarios = defineStore('scenarios', () => {
  const client = useClient();
  const scenarios = ref<PlayedScenario[]>([]);
  /** The one whose details are open. */
  const selectedId = ref<string | null>(null);
  const accountId = ref<number | null>(null);
  /** Why the last file was not opened or saved, and which. */
  const failure = ref<{ readonly what: string; readonly error: BillingError } | null>(null);
  const said = ref<string | null>(null);

  const selected = computed(() => scenarios.value.find(({ id }) => id === selectedId.value) ?? null);
  const full = computed(() => scenarios.value.length >= MOST_SCENARIOS);
  const isDirty = (scenario: PlayedScenario): boolean => scenario.saved !== asText(scenario);
  const dirty = computed(() => scenarios.value.some(isDirty));

  function add(given: ScenarioForm, kept: KeptSessions | null, inAFile = true): PlayedScenario | null {
    if (full.value) return null;
    const form = { ...given, name: freeName((number) => (number === 1 ? given.name : `${given.name} ${number}`)) };
    const scenario: PlayedScenario = { id: crypto.randomUUID(), form, kept, saved: inAFile ? asText({ form, kept }) : '' };
    scenarios.value.push(scenario);
    return scenario;
  }
  function freeName(wanted: (number: number) => string): string {
    const taken = new Set(scenarios.value.map(({ form }) => form.name));
    let number = 1;
    while (taken.has(wanted(number))) number += 1;
    return wanted(number);
  }

  function begin({ facts, kept }: OpenedScenario): void {
    add({ ...formOf(facts), name: freeName((number) => `Scenario ${number}`) }, kept);
  }
  function duplicate(scenario: PlayedScenario): void {
    const { form, kept } = scenario;
    // The form is plain data, every text its own.
    const copy = JSON.parse(JSON.stringify(form)) as ScenarioForm;
    add({ ...copy, name: freeName((number) => (number === 1 ? `${form.name} copy` : `${form.name} copy ${number}`)) }, kept, !isDirty(scenario));
  }
  function remove(id: string): void {
    scenarios.value = scenarios.value.filter((each) => each.id !== id);
    if (selectedId.value === id) selectedId.value = null;
  }

  /** Somebody else is there by now, or another file: nothing of what was played with is theirs. */
  function forget(): void {
    scenarios.value = [];
    selectedId.value = null;
    accountId.value = null;
    failure.value = null;
    said.value = null;
  }

  async function attempt(what: string, work: () => Promise<void>): Promise<void> {
    failure.value = null;
    said.value = null;
    try {
      await work();
    } catch (thrown) {
      failure.value = { what, error: toBillingError(thrown) };
    }
  }
  function tooMany(what: string): void {
    failure.value = { what, error: new BillingError({ code: 'BAD_INPUT', path: '', message: `${MOST_SCENARIOS} scenarios stand beside today already. Remove one first.` }) };
  }

  async function openFiles(files: readonly File[]): Promise<void> {
    for (const file of files) {
      await attempt(`${file.name} was not opened.`, async () => {
        const uploadId = await sendFile(client, 'scenario', file);
        const { facts, kept } = await client.call('scenarios.open', { uploadId });
        if (add(formOf(facts), kept) === null) tooMany(`${file.name} was not opened.`);
      });
      if (failure.value !== null) return;
    }
  }
  /** Files that the desktop was asked to open meanwhile. */
  async function takeOffered(): Promise<void> {
    await attempt('The file was not opened.', async () => {
      const { files } = await client.call('scenarios.takeOffered', {});
      for (const { fileName, outcome } of files) {
        if (outcome.kind === 'opened') {
          if (add(formOf(outcome.opened.facts), outcome.opened.kept) === null) tooMany(`${fileName} was not opened.`);
        } else {
          failure.value = { what: `${fileName} was not opened.`, error: BillingError.fromFailure(outcome.failure) };
        }
      }
    });
  }
  async function save(scenario: PlayedScenario): Promise<void> {
    await attempt(`${scenario.form.name} was not saved.`, async () => {
      const text = asText(scenario);
      const { path, download } = await client.call('scenarios.save', inputOf(scenario));
      if (path === null && download === null) return;
      if (download !== null) saveDownload(download);
      scenario.saved = text;
      said.value = `${scenario.form.name} is saved as ${path ?? download?.fileName ?? 'a file'}.`;
    });
  }

  return { scenarios, selectedId, selected, accountId, failure, said, full, dirty, isDirty, begin, duplicate, remove, forget, openFiles, takeOffered, save };
});

/** A scenario as the application takes it. */
export function inputOf({ form, kept }: Pick<PlayedScenario, 'form' | 'kept'>): { file: ScenarioFile; sessionsId: string | null } {
  return { file: fileOf(form), sessionsId: kept?.sessionsId ?? null };
}
