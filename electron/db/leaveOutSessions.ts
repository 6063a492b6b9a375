import type Database from 'better-sqlite3';
import { packSessions, sessionBlockHash, unpackSessions } from './values/sessionBlock.ts';

/**
 * Takes the sessions of users who have moved to another account since out of the account's session blocks, so that a review
 * copy of it does not name them. A block of nothing else goes.
 */
export function leaveOutSessions(connection: Database.Database, account: number): void {
  const own = new Set([0, ...connection.prepare<[number], number>('select id from users where account_id = ?').pluck().all(account)]);
  const content = connection.prepare<[number], Buffer>('select content from session_blocks where id = ?').pluck();
  const change = connection.prepare('update session_blocks set first_start = ?, last_start = ?, count = ?, hash = ?, content = ? where id = ?');
  const remove = connection.prepare('delete from session_blocks where id = ?');
  for (const id of connection.prepare<[number], number>('select id from session_blocks where account_id = ?').pluck().all(account)) {
    const all = unpackSessions(content.get(id) ?? Buffer.alloc(0));
    const stays = (_: number, place: number): boolean => own.has(all.userIds[place] ?? 0);
    const [starts, ends, userIds, tools] = [all.starts.filter(stays), all.ends.filter(stays), all.userIds.filter(stays), all.tools.filter(stays)];
    if (starts.length === all.starts.length) continue;
    if (starts.length === 0) {
      remove.run(id);
      continue;
    }
    const packed = packSessions({ starts, ends, userIds, tools }, 0, starts.length);
    change.run(starts[0], starts.at(-1), starts.length, sessionBlockHash(packed), packed, id);
  }
}
