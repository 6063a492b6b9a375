import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { importContracts } from '../../../shared/contracts/imports.ts';
import { CAPABILITY_NAMES } from '../../../shared/values/capabilities.ts';
import { IMPORT_LIMIT_BYTES, IMPORT_LIMIT_ROWS, REJECTED_SHOWN } from '../../../shared/values/imports.ts';
import type { ImportKindName } from '../../../shared/values/imports.ts';
import { namesCardNumber } from '../../domain/cardNumber.ts';
import type { UsageRows } from '../minutes/usageRows.ts';
import { commandToKeep, repeatedCommand } from '../onceOnly.ts';
import type { CurrentCompany, SignedInCompany } from '../ports/company.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { Clock, Publish } from '../ports/outside.ts';
import { refuse } from '../refusals.ts';
import { createCsvReader } from './csvReader.ts';
import type { CsvReader } from './csvReader.ts';
import type { ImportCounts, ImportJob, ImportKind, RejectedLine } from './importKind.ts';

type Contracts = typeof importContracts;
type In<R extends keyof Contracts> = z.output<Contracts[R]['input']>;
type Out<R extends keyof Contracts> = z.output<Contracts[R]['output']>;

export interface ImportService {
  readonly begin: (input: In<'import.begin'>) => Out<'import.begin'>;
  readonly chunk: (input: In<'import.chunk'>) => Out<'import.chunk'>;
  readonly finish: (input: In<'import.finish'>) => Out<'import.finish'>;
  readonly apply: (input: In<'import.apply'>) => Out<'import.apply'>;
  readonly cancel: (input: In<'import.cancel'>) => Out<'import.cancel'>;
  /** The usage of a file that was read whole, to be looked at. Refuses with NOT_FOUND, and with BAD_INPUT where lines of it are rejected. */
  readonly usageOf: (importId: string) => UsageRows;
}

export interface ImportNeeds {
  readonly current: CurrentCompany;
  readonly clock: Clock;
  readonly publish: Publish;
  readonly kinds: Readonly<Record<ImportKindName, ImportKind>>;
}

const APPLY = 'import.apply';

/** An import of an operator that is left open makes room for a newer one. */
const OPEN_AT_ONCE = 4;

interface OpenImport {
  readonly id: string;
  readonly kind: ImportKind;
  readonly file: DataFile;
  readonly operatorId: number;
  readonly bytes: number;
  readonly reader: CsvReader;
  /** Made when the header line was read. */
  job: ImportJob | null;
  bytesRead: number;
  nextIndex: number;
  rows: number;
  rejectedCount: number;
  readonly rejected: RejectedLine[];
  /** Of the last dry run, which is the one that may be applied; null before it. */
  rejectedByPlan: number | null;
  ended: boolean;
}

/** Imports of CSV files: read piece by piece, tried without writing, applied in one transaction (SPEC section 15). */
export function createImportService({ current, clock, publish, kinds }: ImportNeeds): ImportService {
  const open = new Map<string, OpenImport>();

  function requireAllowed({ capabilities }: SignedInCompany, { needs }: ImportKind): void {
    if (!capabilities.has(needs)) throw refuse('NOT_ALLOWED', '', `Your permission group does not allow this: ${CAPABILITY_NAMES[needs]}.`);
  }

  function find(company: SignedInCompany, id: string): OpenImport {
    const found = open.get(id);
    if (found === undefined || found.file !== company.file || found.operatorId !== company.operator.id) {
      throw refuse('NOT_FOUND', '/importId', 'This import is not open any more. Choose the file again. Nothing was imported.');
    }
    requireAllowed(company, found.kind);
    return found;
  }

  /** Whatever refuses the file as a whole ends its import. */
  function reading<T>(state: OpenImport, work: () => T): T {
    try {
      return work();
    } catch (error) {
      open.delete(state.id);
      throw error;
    }
  }

  function reject(state: OpenImport, line: number, reason: string): void {
    state.rejectedCount += 1;
    if (state.rejected.length < REJECTED_SHOWN) state.rejected.push({ line, reason });
  }

  function countRow(state: OpenImport): void {
    state.rows += 1;
    if (state.rows > IMPORT_LIMIT_ROWS) {
      throw refuse('BAD_INPUT', '', `This file has more than ${IMPORT_LIMIT_ROWS.toLocaleString('en-US')} rows. Split it and import the parts one after the other. Nothing was imported.`);
    }
  }

  function takeRow(state: OpenImport, cells: readonly string[], line: number): void {
    if (state.job === null) throw new Error('A row came before the header.');
    countRow(state);
    const reason = state.job.row(cells, line);
    if (reason !== null) reject(state, line, reason);
  }

  return {
    begin({ kind: kindName, accountId, fileName, bytes }) {
      const company = current();
      const kind = kinds[kindName];
      requireAllowed(company, kind);
      // It is kept in Activity.
      if (namesCardNumber(fileName)) throw refuse('CARD_NUMBER', '/fileName', 'The name of this file looks like a full card number, which is kept nowhere. Rename the file. Nothing was imported.');
      if (bytes > IMPORT_LIMIT_BYTES) {
        throw refuse('BAD_INPUT', '/bytes', `This file has ${megabytes(bytes)} MB; up to ${megabytes(IMPORT_LIMIT_BYTES)} MB can be imported. Split it and import the parts one after the other.`);
      }
      if (accountId !== undefined && company.file.accounts.byId(accountId) === null) {
        throw refuse('NOT_FOUND', '/accountId', 'This billing account is not in the data file.');
      }
      const mine = [...open.values()].filter(({ file, operatorId }) => file !== company.file || operatorId === company.operator.id);
      for (const old of mine.slice(0, Math.max(0, mine.length - OPEN_AT_ONCE + 1))) open.delete(old.id);
      const state: OpenImport = {
        id: randomUUID(),
        kind,
        file: company.file,
        operatorId: company.operator.id,
        bytes,
        reader: createCsvReader({
          columns: kind.columns,
          onHeader: (present) => {
            state.job = kind.begin(company, { fileName, accountId: accountId ?? null, now: clock.now() }, present);
          },
          onRow: (cells, line) => takeRow(state, cells, line),
          onBadRow: (line, reason) => {
            countRow(state);
            reject(state, line, reason);
          },
        }),
        job: null,
        bytesRead: 0,
        nextIndex: 0,
        rows: 0,
        rejectedCount: 0,
        rejected: [],
        rejectedByPlan: null,
        ended: false,
      };
      open.set(state.id, state);
      return { importId: state.id };
    },
    chunk({ importId, index, base64 }) {
      const state = find(current(), importId);
      // The answer to the last piece was lost on its way: it was read all the same.
      if (index !== state.nextIndex - 1) {
        if (index !== state.nextIndex || state.ended) throw refuse('BAD_INPUT', '/index', 'The pieces of the file came out of order. Choose the file again. Nothing was imported.');
        const bytes = Buffer.from(base64, 'base64');
        state.nextIndex += 1;
        state.bytesRead += bytes.length;
        if (state.bytesRead > state.bytes) throw refuse('BAD_INPUT', '/base64', 'The file grew while it was read. Choose it again. Nothing was imported.');
        reading(state, () => state.reader.push(bytes));
      }
      return { rows: state.rows, rejectedCount: state.rejectedCount };
    },
    finish({ importId }) {
      const state = find(current(), importId);
      if (state.bytesRead < state.bytes) throw refuse('BAD_INPUT', '', 'A part of the file is missing. Choose it again. Nothing was imported.');
      if (!state.ended) {
        reading(state, () => state.reader.end());
        state.ended = true;
      }
      const { added, changed, unchanged, rejected, notes } = requireJob(state).plan();
      state.rejectedByPlan = rejected.length;
      return {
        rows: state.rows,
        added,
        changed,
        unchanged,
        rejectedCount: state.rejectedCount + rejected.length,
        rejected: [...state.rejected, ...rejected.slice(0, REJECTED_SHOWN)].sort((a, b) => a.line - b.line).slice(0, REJECTED_SHOWN),
        notes: [...notes],
      };
    },
    apply(input) {
      const company = current();
      const { importId } = input;
      const repeated = repeatedCommand(company.file, APPLY, input);
      // Written below in this same shape.
      if (repeated !== null) return JSON.parse(repeated) as ImportCounts;
      const state = find(company, importId);
      if (state.rejectedByPlan === null) throw refuse('BAD_INPUT', '/importId', 'This file was not checked yet. Nothing was imported.');
      const job = requireJob(state);
      refuseRejected(state.rejectedCount + state.rejectedByPlan, 'Nothing was imported.');
      if (state.rows === 0) throw refuse('NOTHING_TO_ACCEPT', '', 'The file has no line to import.');
      const now = clock.now();
      const counts = company.file.write((tx) => {
        const { added, changed, unchanged } = job.applyTx(tx, company, now);
        const outcome = { added, changed, unchanged };
        company.file.commands.insertTx(tx, commandToKeep(APPLY, input, JSON.stringify(outcome), now));
        return outcome;
      });
      open.delete(importId);
      publish(state.kind.topics);
      return counts;
    },
    usageOf(importId) {
      const state = find(current(), importId);
      const usage = state.job?.usage;
      if (usage === undefined || state.rejectedByPlan === null) throw refuse('BAD_INPUT', '/source/importId', 'This file was not read for a replay.');
      refuseRejected(state.rejectedCount + state.rejectedByPlan, 'Nothing was played.');
      return usage;
    },
    cancel({ importId }) {
      const { file, operator } = current();
      const state = open.get(importId);
      if (state?.file === file && state.operatorId === operator.id) open.delete(importId);
      return {};
    },
  };
}

function requireJob({ job }: OpenImport): ImportJob {
  if (job === null) throw refuse('BAD_INPUT', '', 'The file is empty; its first line must name the columns. Nothing was imported.');
  return job;
}

function refuseRejected(lines: number, outcome: string): void {
  if (lines > 0) throw refuse('BAD_INPUT', '', `${lines === 1 ? 'One line is' : `${lines} lines are`} rejected. Correct them in the file and choose it again. ${outcome}`);
}

/** Rounded up, so that a file just above the limit never reads as large as the limit. */
function megabytes(bytes: number): string {
  return Math.ceil(bytes / 1024 / 1024).toLocaleString('en-US');
}
