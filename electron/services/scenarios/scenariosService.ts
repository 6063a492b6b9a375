import type { z } from 'zod';
import type { scenarioContracts } from '../../../shared/contracts/scenarios.ts';
import { localDay } from '../../domain/localTime.ts';
import type { CurrentCompany } from '../ports/company.ts';
import type { Clock, FileOutput, ScenarioFiles } from '../ports/outside.ts';
import { requireNoCardNumber } from '../refusals.ts';
import { fileNameOf } from '../fileName.ts';
import { listPrice } from '../pricing.ts';
import { accountScenario } from './accountScenario.ts';
import { compareScenarios } from './comparison.ts';
import { comparisonCsv } from './comparisonCsv.ts';
import { editSessions, sessionGroups } from './editSessions.ts';
import { failureOf, refusingFaults } from './refusingFaults.ts';
import { checkScenario, parseScenario } from './readScenario.ts';
import { factsOf } from './scenarioFacts.ts';
import { scenarioText } from './scenarioText.ts';
import { createSessionSets, keptOutput } from './sessionSets.ts';
import type { SessionSet } from './sessionSets.ts';
import { createUploads } from './uploads.ts';

type Contracts = typeof scenarioContracts;
type In<R extends keyof Contracts> = z.output<Contracts[R]['input']>;
type Out<R extends keyof Contracts> = z.output<Contracts[R]['output']>;

export interface ScenariosService {
  readonly start: (input: In<'scenarios.start'>) => Promise<Out<'scenarios.start'>>;
  readonly upload: (input: In<'scenarios.upload'>) => Out<'scenarios.upload'>;
  readonly open: (input: In<'scenarios.open'>) => Out<'scenarios.open'>;
  readonly takeOffered: () => Promise<Out<'scenarios.takeOffered'>>;
  readonly compare: (input: In<'scenarios.compare'>) => Out<'scenarios.compare'>;
  readonly sessions: (input: In<'scenarios.sessions'>) => Out<'scenarios.sessions'>;
  readonly editSessions: (input: In<'scenarios.editSessions'>) => Out<'scenarios.editSessions'>;
  readonly save: (input: In<'scenarios.save'>) => Promise<Out<'scenarios.save'>>;
  readonly saveCsv: (input: In<'scenarios.saveCsv'>) => Promise<Out<'scenarios.saveCsv'>>;
  readonly savePdf: (input: In<'scenarios.savePdf'>) => Promise<Out<'scenarios.savePdf'>>;
}

export interface ScenariosNeeds {
  readonly current: CurrentCompany;
  readonly clock: Clock;
  readonly output: Pick<FileOutput, 'saveText' | 'printSummary'>;
  /** Whether windows save files by themselves: the host has no dialog to ask with. */
  readonly downloads: boolean;
  readonly files: ScenarioFiles;
}

/** Scenarios (SPEC sections 12 and 13). Windows hold what is typed; sessions are kept here. Nothing is written but the files asked for. */
export function createScenariosService({ current, clock, output, downloads, files }: ScenariosNeeds): ScenariosService {
  const sets = createSessionSets();
  const uploads = createUploads();

  const setOf = (sessionsId: string | null) => (sessionsId === null ? null : sets.byId(sessionsId, '/sessionsId'));

  /** Refuses what `quote` refuses, with the same code and path. */
  function opened(bytes: Uint8Array): Out<'scenarios.open'> {
    const { file } = current();
    const prices = file.prices.inForce(localDay(clock.now(), file.company.timeZone));
    const { file: written, scenario } = refusingFaults(() => checkScenario(parseScenario(bytes)));
    const plays = scenario.sessions !== null || scenario.holdings !== 'everything';
    return { facts: factsOf(written, (type) => listPrice(prices, type)), kept: plays ? keptOutput(sets.keep(scenario)) : null };
  }

  /** Written by the host, or handed to a window that saves by itself. */
  async function write(fileName: string, kind: 'csv' | 'scenario', text: string): Promise<Out<'scenarios.save'>> {
    if (downloads) return { path: null, download: { fileName, text } };
    return { path: await output.saveText(fileName, inOnePiece(text), kind), download: null };
  }

  return {
    start: async ({ accountId }) => {
      const { facts, played } = await accountScenario(current().file, accountId, clock.now());
      return { facts, kept: keptOutput(sets.keep(played)) };
    },
    upload: (piece) => {
      uploads.add(piece);
      return {};
    },
    open: ({ uploadId }) => opened(uploads.take(uploadId)),
    takeOffered: async () => ({
      files: await Promise.all(
        files.take().map(async ({ fileName, read }) => {
          try {
            return { fileName, outcome: { kind: 'opened' as const, opened: opened(await read()) } };
          } catch (error) {
            return { fileName, outcome: { kind: 'refused' as const, failure: failureOf(error) } };
          }
        }),
      ),
    }),
    compare: (input) => ({ columns: compareScenarios(sets, input) }),
    sessions: ({ sessionsId, offset, limit }) => {
      const groups = sessionGroups(sets.byId(sessionsId, '/sessionsId').sessions ?? []);
      return { groups: groups.slice(offset, offset + limit), count: groups.length };
    },
    editSessions: ({ sessionsId, edit }) => {
      if (edit.do === 'addShift') requireNoCardNumber('/edit/name', edit.name);
      return keptOutput(sets.keep(editSessions(setOf(sessionsId), edit, uploads, () => current().file.users.all())));
    },
    save: ({ file, sessionsId }) => {
      requireNoCardNumbers(file);
      const set = setOf(sessionsId);
      for (const user of usersOf(set)) requireNoCardNumber('/sessionsId', user);
      return write(`${fileNameOf(String(file['name'] ?? ''), 'Scenario')}.billing-scenario`, 'scenario', scenarioText(file, set));
    },
    saveCsv: (input) => {
      const names = input.columns.map(({ file }, index) => (index === 0 ? 'Today' : String(file['name'] ?? '')));
      return write(`${fileNameOf(current().file.company.name, 'Company')} scenarios.csv`, 'csv', comparisonCsv(compareScenarios(sets, input), names));
    },
    savePdf: async ({ name }) => ({ path: await output.printSummary(`${fileNameOf(name, 'Scenarios')}.pdf`) }),
  };
}

/** The texts of a scenario, which is mailed to others (SPEC section 8). */
function requireNoCardNumbers({ name, notes, products }: In<'scenarios.save'>['file']): void {
  const described = Array.isArray(products) ? products.map((product: unknown, index) => [`/file/products/${index}/description`, product instanceof Object && 'description' in product ? product.description : null] as const) : [];
  for (const [path, text] of [['/file/name', name], ['/file/notes', notes], ...described] as const) {
    if (typeof text === 'string') requireNoCardNumber(path, text);
  }
}

/** Whoever a scenario names: who runs sessions, and who holds licenses. */
function usersOf(set: SessionSet | null): ReadonlySet<string> {
  const holders = set === null || set.holdings === 'everything' ? [] : [...set.holdings.keys()];
  return new Set([...holders, ...(set?.sessions ?? []).map(({ user }) => user)]);
}

async function* inOnePiece(text: string): AsyncGenerator<string> {
  yield text;
}
