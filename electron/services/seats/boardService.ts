import type { z } from 'zod';
import type { seatContracts } from '../../../shared/contracts/seats.ts';
import { LICENSE_TYPE_TEXT } from '../../../shared/values/licenseTypes.ts';
import type { LicenseType } from '../../../shared/values/licenseTypes.ts';
import { TOOL_NAMES, TOOLS } from '../../../shared/values/tools.ts';
import { EMPTY_BOARD, endTool, seatsHeld, startTool } from '../../domain/seatBoard.ts';
import type { BoardLockout, SeatBoard } from '../../domain/seatBoard.ts';
import type { SeatCounts } from '../../domain/seatPool.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { UserRecord } from '../ports/records.ts';
import { refuse } from '../refusals.ts';
import { pooledLicenses, requireAccount } from './seatAccount.ts';
import type { SeatNeeds } from './shiftPlanService.ts';
import { causeInWords, SYSTEM } from './words.ts';

type Contracts = typeof seatContracts;
type In<R extends keyof Contracts> = z.output<Contracts[R]['input']>;
type Out<R extends keyof Contracts> = z.output<Contracts[R]['output']>;

export interface BoardService {
  readonly board: (input: In<'seats.board'>) => Out<'seats.board'>;
  readonly boardStart: (input: In<'seats.boardStart'>) => Out<'seats.boardStart'>;
  readonly boardEnd: (input: In<'seats.boardEnd'>) => Out<'seats.boardEnd'>;
  readonly boardReset: (input: In<'seats.boardReset'>) => Out<'seats.boardReset'>;
}

/** The live board: tools started and ended by hand. It lives as long as its file is open, and is never written. */
export function createBoardService({ current, clock, publish }: SeatNeeds): BoardService {
  const boards = new WeakMap<DataFile, Map<number, SeatBoard>>();
  const boardOf = (file: DataFile, accountId: number): SeatBoard => boards.get(file)?.get(accountId) ?? EMPTY_BOARD;
  const keep = (file: DataFile, accountId: number, board: SeatBoard): void => {
    const ofFile = boards.get(file) ?? new Map<number, SeatBoard>();
    boards.set(file, ofFile.set(accountId, board));
    publish(['seatBoard']);
  };

  return {
    board: ({ accountId }) => {
      const { file } = current();
      const { account, licenses, paid } = pooledLicenses(file, accountId, clock.now());
      const board = boardOf(file, accountId);
      const held = seatsHeld(board);
      const users = file.users.byAccount(accountId).filter(({ active }) => active);
      return {
        account: { id: account.id, name: account.name },
        timeZone: file.company.timeZone,
        users: users.map(({ id }) => ({ id, name: nameOf(file, id) })),
        first: firstStart(users, file.licenses.holdings(accountId), paid),
        pools: licenses.map(({ type }) => ({ type, name: LICENSE_TYPE_TEXT[type].name, paid: paid[type], held: held[type] })),
        sessions: board.sessions.toReversed().map(({ id, userId, tool, since, seats }) => ({
          id,
          who: nameOf(file, userId),
          tool,
          toolName: TOOL_NAMES[tool],
          since: new Date(since).toISOString(),
          seats: seats.map((type) => LICENSE_TYPE_TEXT[type].name).join(' + '),
        })),
        lockouts: board.lockouts.map((lockout) => ({ id: lockout.id, ...lockoutOutput(file, lockout, paid) })),
      };
    },
    boardStart: ({ accountId, userId, tool }) => {
      const { file } = current();
      const { paid } = pooledLicenses(file, accountId, clock.now());
      if (userId === null && tool !== 'recording') throw refuse('BAD_INPUT', '/userId', 'Choose who starts it. Only recording runs for the system.');
      const user = userId === null ? null : file.users.byId(userId);
      if (userId !== null && (user === null || !user.active || user.accountId !== accountId)) {
        throw refuse('NOT_FOUND', '/userId', 'This user is not an active user of the account.');
      }
      const held = new Set(userId === null ? [] : file.licenses.holdings(accountId).get(userId));
      const before = boardOf(file, accountId);
      const board = startTool(before, { userId, tool, at: clock.now(), held }, paid);
      keep(file, accountId, board);
      const started = board.sessions.length > before.sessions.length;
      const lockout = started ? undefined : board.lockouts[0];
      const who = nameOf(file, userId);
      const sentence = lockout === undefined ? `${who} runs ${TOOL_NAMES[tool]}.` : `${who} is locked out of ${TOOL_NAMES[tool]}: ${lowerFirst(causeInWords(lockout, paid))}.`;
      return { started, sentence };
    },
    boardEnd: ({ accountId, id }) => {
      const { file } = current();
      requireAccount(file, accountId);
      const before = boardOf(file, accountId);
      const board = endTool(before, id);
      // Ended already, perhaps in another window: what was wished for is so.
      if (board !== before) keep(file, accountId, board);
      return {};
    },
    boardReset: ({ accountId }) => {
      const { file } = current();
      requireAccount(file, accountId);
      keep(file, accountId, EMPTY_BOARD);
      return {};
    },
  };
}

function nameOf(file: DataFile, userId: number | null): string {
  const user = userId === null ? null : file.users.byId(userId);
  return user === null ? SYSTEM : `${user.firstName} ${user.lastName}`;
}

function lockoutOutput(file: DataFile, lockout: BoardLockout, paid: SeatCounts) {
  return {
    who: nameOf(file, lockout.userId),
    tool: lockout.tool,
    toolName: TOOL_NAMES[lockout.tool],
    at: new Date(lockout.at).toISOString(),
    cause: lockout.cause,
    license: lockout.cause === 'NO_BASE_LICENSE' ? null : lockout.license,
    sentence: causeInWords(lockout, paid),
  };
}

/** Who could start what on an empty board: tools in their order, users in theirs. */
function firstStart(users: readonly UserRecord[], holdings: ReadonlyMap<number, readonly LicenseType[]>, paid: SeatCounts): Out<'seats.board'>['first'] {
  for (const tool of TOOLS) {
    const user = users.find(({ id }) => startTool(EMPTY_BOARD, { userId: id, tool, at: 0, held: new Set(holdings.get(id)) }, paid).sessions.length > 0);
    if (user !== undefined) return { userId: user.id, tool };
  }
  return null;
}

/** Inside a sentence: the names of licenses keep their capital. */
function lowerFirst(sentence: string): string {
  return /^(All|The|There|Holds) /.test(sentence) ? `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}` : sentence;
}
