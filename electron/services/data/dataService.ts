import type { z } from 'zod';
import type { dataContracts } from '../../../shared/contracts/data.ts';
import { Refusal } from '../../../shared/errors.ts';
import { findingInWords } from '../../domain/finding.ts';
import type { CompanyService } from '../company/companyService.ts';
import type { CurrentCompany, SignedInCompany } from '../ports/company.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { Clock, Publish } from '../ports/outside.ts';
import type { BackupFile, ReadThrough, WholeFiles } from '../ports/wholeFiles.ts';
import { refuse } from '../refusals.ts';
import type { AutomaticBackups } from './automaticBackups.ts';
import type { DataWork } from './dataWork.ts';
import { examineBackup, restoreBackup } from './restore.ts';

type Contracts = typeof dataContracts;
type Out<R extends keyof Contracts> = z.output<Contracts[R]['output']>;
type In<R extends keyof Contracts> = z.output<Contracts[R]['input']>;

export interface DataServiceNeeds {
  readonly current: CurrentCompany;
  /** False where the open file asks who is there. */
  readonly signedIn: () => boolean;
  readonly clock: Clock;
  readonly publish: Publish;
  readonly files: WholeFiles;
  readonly work: DataWork;
  readonly automatic: AutomaticBackups;
  readonly company: { readonly replace: (...args: Parameters<CompanyService['replace']>) => Promise<unknown> };
  /** Puts a copy that was read through in the place of a closed file, in one step, and keeps that file under another name. */
  readonly putBack: (file: string, copy: string, keepAs: string) => void;
  /** A path as it was typed, which may name no folder. */
  readonly wholePath: (path: string) => string;
  readonly onError: (error: unknown) => void;
}

export interface DataService {
  readonly view: () => Out<'data.view'>;
  readonly backUp: (input: In<'data.backUp'>) => Promise<Out<'data.backUp'>>;
  readonly verify: () => Record<string, never>;
  readonly cancel: () => Record<string, never>;
  readonly examine: (input: In<'data.examine'>) => Promise<Out<'data.examine'>>;
  readonly restore: (input: In<'data.restore'>) => Promise<Out<'data.restore'>>;
}

/** More sentences help nobody; they are counted. */
const FINDINGS_SHOWN = 100;

/** The data file as a whole: where it is, its backups, verification, restore. */
export function createDataService(needs: DataServiceNeeds): DataService {
  const { current, clock, publish, files, work, automatic } = needs;
  /** What the last verification of the open file found. */
  let verified: { readonly file: DataFile; readonly result: NonNullable<Out<'data.view'>['verified']> } | null = null;

  return {
    view: () => {
      const { file, held } = current();
      const backups = file.review === null ? files.backups(file.path) : [];
      return {
        path: file.path,
        bytes: file.size(),
        folder: files.folderOf(file.path),
        lastBackup: file.review === null ? lastBackup(file, backups) : null,
        backups: backups.map(({ name, at, bytes, why }) => ({ name, at: new Date(at).toISOString(), bytes, why })),
        automaticFailed: automatic.failed(),
        work: work.state(),
        verified: verified?.file === file ? verified.result : null,
        held: (held ?? null) !== null,
      };
    },
    backUp: async ({ path }) => {
      const company = current();
      const { file } = company;
      const to = path === undefined ? files.nextBackup(file.path, 'hand') : needs.wholePath(path);
      await work.run('backUp', (watch) => files.backUp(file.path, to, watch));
      noteTx(company, clock.now(), MADE_BY_HAND, to);
      publish(['activity', 'data']);
      return { path: to, bytes: files.bytesOf(to) };
    },
    verify: () => {
      const { file } = current();
      work.requireIdle();
      const running = work.run('verify', (watch) => files.verify(file.readFrom, watch));
      running.then(
        (found) => {
          verified = { file, result: resultOf(found, clock.now()) };
          publish(['data']);
        },
        (error: unknown) => {
          // Stopped: that is what was asked for.
          if (!(error instanceof Refusal)) needs.onError(error);
        },
      );
      return {};
    },
    cancel: () => {
      current();
      work.cancel();
      return {};
    },
    examine: ({ source }) => examineBackup(needs, current(), source),
    restore: (input) => restoreBackup(needs, current(), input),
  };
}

function resultOf({ facts, findings }: ReadThrough, at: number): NonNullable<Out<'data.view'>['verified']> {
  return {
    at: new Date(at).toISOString(),
    receipts: facts.receipt?.number ?? 0,
    activity: facts.activity?.sequence ?? 0,
    ledger: facts.ledger,
    findings: findings.slice(0, FINDINGS_SHOWN).map(findingInWords),
    findingCount: findings.length,
  };
}

/** What was done with the file as a whole, in its Activity. */
export function noteTx({ file, operator }: SignedInCompany, at: number, what: string, path: string): void {
  file.write((tx) => {
    file.activity.appendTx(tx, {
      at,
      operatorId: operator.id,
      who: `${operator.firstName} ${operator.lastName}`,
      what,
      accountId: null,
      changes: [{ label: 'Backup', before: null, after: path }],
    });
  });
}

const MADE_BY_HAND = 'Made a backup';

/** The folder knows its own; of those that went elsewhere, Activity does. */
function lastBackup(file: DataFile, [newest]: readonly BackupFile[]): Out<'data.view'>['lastBackup'] {
  const [noted] = file.activity.page(null, 1, { text: MADE_BY_HAND, ...(newest === undefined ? {} : { from: newest.at + 1 }) });
  const to = noted?.changes[0]?.after ?? null;
  if (noted !== undefined && to !== null) return { at: new Date(noted.at).toISOString(), path: to };
  return newest === undefined ? null : { at: new Date(newest.at).toISOString(), path: newest.path };
}

/** A path of the list: its name alone is given, and looked up. */
export function pathOf({ files, wholePath }: DataServiceNeeds, file: DataFile, { kind, path }: In<'data.examine'>['source']): string {
  if (kind === 'file') return wholePath(path);
  const found = files.backups(file.path).find(({ name }) => name === path);
  if (found === undefined) throw refuse('NOT_FOUND', '/source/path', 'This backup is not in the folder any more.');
  return found.path;
}
