import type Database from 'better-sqlite3';
import { TOOLS } from '../../shared/values/tools.ts';
import type { Finding } from '../domain/finding.ts';
import type { SessionColumns } from '../services/ports/seats.ts';
import type { Check } from './integrity.ts';
import { progressOf } from './integrityChains.ts';
import { SESSION_BYTES, sessionBlockHash, unpackSessions } from './values/sessionBlock.ts';

/** Session blocks that are read in one piece: at most some milliseconds of work. */
const BLOCKS_AT_ONCE = 8;

interface StoredBlock {
  readonly id: number;
  readonly firstStart: number;
  readonly lastStart: number;
  readonly count: number;
  readonly hash: string;
  readonly content: Buffer;
  /** Null where the import is missing, which the references say. */
  readonly fileName: string | null;
}

/**
 * The session blocks (SPEC section 5): the content of each is what its hash was made from, in order of start, and agrees with
 * what the block says of it; each session ends after its start, ran a tool that there is, and names a user who is there.
 */
export function* verifySessionBlocks(connection: Database.Database): Check {
  // A file of before them is read through as it is.
  if (connection.prepare("select 1 from sqlite_schema where type = 'table' and name = 'session_blocks'").get() === undefined) return [];
  const page = connection.prepare<[number], StoredBlock>(
    `select block.id, first_start firstStart, last_start lastStart, count, hash, content, file_name fileName
      from session_blocks block left join session_imports log on log.id = block.import_id where block.id > ? order by block.id limit ${BLOCKS_AT_ONCE}`,
  );
  const users = new Set([0, ...connection.prepare<[], number>('select id from users').pluck().all()]);
  const findings: Finding[] = [];
  const progress = progressOf(connection, 'sessions', 'session_blocks');
  for (let blocks = page.all(0); blocks.length > 0; blocks = page.all(blocks.at(-1)?.id ?? 0)) {
    for (const block of blocks) {
      const whole = block.content.length === block.count * SESSION_BYTES && sessionBlockHash(block.content) === block.hash;
      const sessions = whole ? unpackSessions(block.content) : null;
      if (sessions === null || !agrees(block, sessions)) findings.push({ kind: 'wrongSessionBlock', id: block.id, fileName: block.fileName ?? '' });
      else if (sessions.userIds.some((userId) => !users.has(userId))) findings.push({ kind: 'danglingReference', table: 'session_blocks', refersTo: 'users' });
    }
    yield progress(blocks.length);
  }
  return findings;
}

function agrees({ firstStart, lastStart }: StoredBlock, { starts, ends, tools }: SessionColumns): boolean {
  return (
    starts[0] === firstStart &&
    starts.at(-1) === lastStart &&
    starts.every((start, place) => start >= (starts[place - 1] ?? 0) && (ends[place] ?? 0) > start && (tools[place] ?? TOOLS.length) < TOOLS.length)
  );
}
