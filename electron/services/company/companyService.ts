import type { appContracts } from '../../../shared/contracts/app.ts';
import { localDay } from '../../domain/localTime.ts';
import { Refusal } from '../../../shared/errors.ts';
import { BILLING_ADMINISTRATOR } from '../../../shared/values/capabilities.ts';
import type { z } from 'zod';
import { fillDemonstration, demonstrationCompany } from '../demonstration/fillDemonstration.ts';
import type { Passwords } from '../session/passwords.ts';
import type { SessionService } from '../session/sessionService.ts';
import type { PlaceService } from '../place/place.ts';
import type { OpenCompany } from '../ports/company.ts';
import type { DataFile, DataFiles } from '../ports/dataFile.ts';
import type { Gateways, MovableClock, Publish, RecentFiles } from '../ports/outside.ts';
import type { UserRecord } from '../ports/records.ts';
import type { ReviewRecord } from '../ports/review.ts';
import type { Tx } from '../ports/transaction.ts';
import { refuse, requireNoCardNumber } from '../refusals.ts';
import { fillNewCompany } from './fillNewCompany.ts';

type OpenFile = z.output<(typeof appContracts)['file.open']['output']>;
type NewCompany = z.output<(typeof appContracts)['file.create']['input']>;

export interface CompanyServiceNeeds {
  readonly dataFiles: DataFiles;
  readonly gateways: Gateways;
  /** Asked for when it is needed: the session in turn needs to know which company is open. */
  readonly session: () => Pick<SessionService, 'begin' | 'operator'>;
  readonly recentFiles: RecentFiles;
  readonly clock: MovableClock;
  readonly passwords: Passwords;
  readonly publish: Publish;
  readonly demonstrationPath: string;
  readonly fileExists: (path: string) => boolean;
  /** The path of a new company's file when none was chosen. */
  readonly pathFor: (companyName: string) => string;
  /** A path as it was typed, which may name no folder. */
  readonly wholePath: (typed: string) => string;
  /** Knows a file that was restored, copied or used elsewhere. */
  readonly place: PlaceService;
  /** Waits for what the billing system is doing by itself in the open file, and ends a travel of the time machine. */
  readonly beforeClose: () => Promise<void>;
  /** Runs once a file is open: finishes what an earlier run left open. */
  readonly afterOpen: () => Promise<void>;
}

export interface CompanyService {
  /** The open company, whoever is or is not signed in; null where none is. */
  readonly opened: () => OpenCompany | null;
  readonly openFile: () => OpenFile | null;
  readonly open: (path: string) => Promise<OpenFile>;
  readonly openForReview: (path: string) => Promise<OpenFile>;
  readonly openDemonstration: () => Promise<OpenFile>;
  readonly create: (input: NewCompany) => Promise<OpenFile>;
  readonly close: () => Promise<Record<string, never>>;
  /** Keeps the open demonstration as it is now, in a verified copy beside its file, before it is moved in time. */
  readonly keepStart: () => Promise<void>;
  /** True where there is such a copy of the open file: a backup that was made on the way may be restored without one. */
  readonly hasStart: () => boolean;
  /** Puts that copy back in the file's place and opens it. A copy that is not whole is refused, and the file stays. */
  readonly backToStart: () => Promise<OpenFile>;
  /**
   * Closes the open file, lets `swap` put another in its place, and opens what stands there then, with the same operator
   * where that one has them; where the swap fails, the file as it was. What `swap` throws comes through.
   */
  readonly replace: (swap: (path: string) => Promise<void>) => Promise<OpenFile>;
  /** An operator has looked at what differs: automatic charging is on again. */
  readonly letCharge: () => void;
}

/**
 * Which data file is open. A new one is opened before the old one is closed, so that a refusal changes nothing. Who
 * made a company is signed in to it, and a demonstration signs its administrator in by itself (SPEC section 15).
 */
export function createCompanyService(needs: CompanyServiceNeeds): CompanyService {
  let opened: OpenCompany | null = null;

  const describe = ({ file }: OpenCompany): OpenFile => {
    const operator = needs.session().operator();
    return {
      path: file.path,
      companyName: file.company.name,
      timeZone: file.company.timeZone,
      demonstration: file.company.demonstration,
      today: localDay(needs.clock.now(), file.company.timeZone),
      moved: aheadOf(file) > 0,
      review: describeReview(file.review),
      operator:
        operator === null
          ? null
          : {
              userId: operator.user.id,
              firstName: operator.user.firstName,
              lastName: operator.user.lastName,
              email: operator.user.email,
              groupName: operator.groupName,
              capabilities: [...operator.capabilities],
            },
    };
  };

  const demand = (): OpenCompany => {
    if (opened === null) throw new Error('No data file is open.');
    return opened;
  };

  const closeOpened = async (): Promise<void> => {
    await needs.beforeClose();
    try {
      if (opened !== null && opened.file.review === null && (opened.held ?? null) === null) needs.place.leave(opened.file);
    } finally {
      opened?.file.close();
      opened = null;
      needs.clock.setAhead(0);
      needs.session().begin(null);
    }
  };

  const adopt = async (file: DataFile, made: boolean, { operator = null, trusted = made }: { readonly operator?: UserRecord | null; readonly trusted?: boolean } = {}): Promise<OpenFile> => {
    try {
      await closeOpened();
      const company = { file, gateway: needs.gateways.of(file) };
      needs.clock.setAhead(aheadOf(file));
      opened = { ...company, held: file.review === null ? await needs.place.arrive(company, trusted) : null };
    } catch (error) {
      // Left open it would be locked, and nobody would have it.
      file.close();
      throw error;
    }
    const first = made || file.company.demonstration ? file.users.activeInGroup(BILLING_ADMINISTRATOR.id)[0] : sameOperator(file, operator);
    needs.session().begin(first?.id ?? null);
    if (file.review === null) needs.recentFiles.add({ path: file.path, companyName: file.company.name });
    await needs.afterOpen();
    needs.publish(['app', 'accounts', 'receipts', 'users', 'seats', 'activity']);
    return describe(opened);
  };

  const operatorNow = (): UserRecord | null => needs.session().operator()?.user ?? null;

  /** Closes the open file for work that opens one in its stead; where that fails, the file is opened again, with the same operator. */
  const whileClosed = async ({ file: { path } }: OpenCompany, work: (path: string) => Promise<DataFile>): Promise<DataFile> => {
    const operator = operatorNow();
    await closeOpened();
    try {
      return await work(path);
    } catch (error) {
      await adopt(await needs.dataFiles.open(path), false, { operator });
      throw error;
    }
  };

  /** The file that is open already is not opened a second time: its own lock would refuse that. */
  const open = async (typed: string): Promise<OpenFile> => {
    const path = needs.wholePath(typed);
    if (opened?.file.review === null && [path, needs.dataFiles.resolve(path)].includes(opened.file.path)) return describe(opened);
    return adopt(await needs.dataFiles.open(path), false);
  };

  return {
    opened: () => opened,
    openFile: () => (opened === null ? null : describe(opened)),
    open,
    openForReview: async (typed) => {
      const path = needs.wholePath(typed);
      const own = opened?.file.path === needs.dataFiles.resolve(path) && opened.file.review === null ? opened : null;
      const openIt = (): Promise<DataFile> => needs.dataFiles.openForReview(path);
      // One's own open file is closed first, for it is read past SQLite: closing what was read would free the file's locks (POSIX).
      return adopt(await (own === null ? openIt() : whileClosed(own, openIt)), false);
    },
    openDemonstration: async () => {
      if (needs.fileExists(needs.demonstrationPath)) return open(needs.demonstrationPath);
      const file = await needs.dataFiles.create(needs.demonstrationPath, demonstrationCompany, (made, tx) => {
        // By the machine's clock: what is open meanwhile may be ahead of it.
        fillDemonstration(made, tx, needs.clock.machine.now());
      });
      return adopt(file, true);
    },
    create: async (input) => {
      // The wish is the file's identity, so that asking for it twice makes one company.
      if (opened?.file.company.fileId === input.commandId) return describe(opened);
      const company = { name: input.companyName, timeZone: input.timeZone, demonstration: false, fileId: input.commandId };
      const { password, ...operator } = input.operator;
      requireNoCardNumber('/companyName', input.companyName);
      requireNoCardNumber('/operator/firstName', operator.firstName);
      requireNoCardNumber('/operator/lastName', operator.lastName);
      requireNoCardNumber('/operator/email', operator.email);
      const passwordHash = await needs.passwords.hash(password);
      const path = input.path === undefined ? needs.pathFor(input.companyName) : needs.wholePath(input.path);
      const fill = (made: DataFile, tx: Tx): void => {
        fillNewCompany(made, tx, { now: needs.clock.machine.now(), timeZone: input.timeZone, operator, passwordHash });
      };
      const file = await needs.dataFiles.create(path, company, fill).catch((error: unknown) => {
        // What is wrong with a path that was typed is told where it was typed.
        if (input.path !== undefined && error instanceof Refusal) throw new Refusal({ ...error.failure, path: '/path' });
        throw error;
      });
      return adopt(file, true);
    },
    close: async () => {
      await closeOpened();
      needs.publish(['app']);
      return {};
    },
    keepStart: async () => {
      const { file } = demand();
      needs.gateways.beginTravel(file);
      await file.copyTo(startOf(file.path));
      const now = needs.clock.now();
      file.write((tx) => file.timeTravel.saveTx(tx, { beganAt: now, ahead: 0 }));
      opened = { ...demand(), gateway: needs.gateways.of(file) };
    },
    hasStart: () => needs.fileExists(startOf(demand().file.path)),
    backToStart: async () => {
      const file = await whileClosed(demand(), (path) => {
        needs.dataFiles.putBack(path, startOf(path));
        return needs.dataFiles.open(path);
      });
      // It was put there by the application itself, so that no place has to ask.
      const back = await adopt(file, false, { trusted: true });
      needs.gateways.endTravel(file.path);
      return back;
    },
    replace: async (swap) => {
      if (opened === null) throw refuse('NO_DATA_FILE', '', 'No data file is open. Open one first.');
      const operator = operatorNow();
      const file = await whileClosed(opened, async (path) => {
        await swap(path);
        return needs.dataFiles.open(path);
      });
      return adopt(file, false, { operator });
    },
    letCharge: () => {
      if (opened === null) return;
      needs.place.settle(opened.file);
      opened = { ...opened, held: null };
    },
  };
}

function describeReview(review: ReviewRecord | null): OpenFile['review'] {
  if (review === null) return null;
  if (review.copy === null) return { copy: null };
  const { madeAt, accountName, leftOutReceipts, leftOutActivity } = review.copy;
  return { copy: { madeAt: new Date(madeAt).toISOString(), accountName, leftOutReceipts, leftOutActivity } };
}

/** Where a demonstration is kept as it was before it was moved in time. */
function startOf(path: string): string {
  return `${path}.start`;
}

/** Milliseconds by which a file's clock is ahead of the machine's: a real company's never is, whatever its file holds. */
function aheadOf({ company, timeTravel }: DataFile): number {
  return company.demonstration ? (timeTravel.journey()?.ahead ?? 0) : 0;
}

/** The operator at the screen, as another copy of the file has them; undefined where they may not work in that one. */
function sameOperator(file: DataFile, operator: UserRecord | null): UserRecord | undefined {
  const found = operator === null ? null : file.users.byEmail(operator.email);
  return found?.id === operator?.id && found?.active === true && found.groupId !== null ? found : undefined;
}
