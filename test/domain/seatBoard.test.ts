import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_BOARD, endTool, seatsHeld, startTool } from '../../electron/domain/seatBoard.ts';
import { playSessions } from '../../electron/domain/seatPool.ts';
import { seatColumns, seatTimeline } from '../../electron/domain/seatTimeline.ts';
import { LICENSE_TYPES } from '../../shared/values/licenseTypes.ts';
import type { LicenseType } from '../../shared/values/licenseTypes.ts';
import { TOOLS } from '../../shared/values/tools.ts';

const holdings = new Map([
  ['1', new Set(LICENSE_TYPES)],
  ['2', new Set<LicenseType>(['crm', 'flexPort', 'fax'])],
  ['3', new Set<LicenseType>()],
]);
const seats = fc.nat(2);
const capacities = fc.record({ powerDialer: seats, flexPort: seats, inbound: seats, fax: seats, recordingPort: seats });
const session = fc
  .record({ tool: fc.constantFrom(...TOOLS), user: fc.constantFrom('1', '2', '3'), start: fc.nat(20), length: fc.integer({ min: 1, max: 9 }) })
  .map(({ tool, user, start, length }) => ({ tool, user, start, end: start + length }));

describe('the live board', () => {
  it('locks out whom the planner locks out, for the same cause', () => {
    fc.assert(
      fc.property(fc.array(session, { maxLength: 20 }), capacities, (sessions, quantities) => {
        const timeline = seatTimeline(seatColumns(sessions, holdings));
        let board = EMPTY_BOARD;
        const running = new Map<number, number>();
        for (const event of timeline.events) {
          const place = event >>> 1;
          const { user = '', tool = 'fax' } = sessions[timeline.order[place] ?? 0] ?? {};
          if (event % 2 === 1) {
            const before = board.sessions.length;
            board = startTool(board, { userId: Number(user), tool, at: 0, held: holdings.get(user) ?? new Set() }, quantities);
            if (board.sessions.length > before) running.set(place, board.sessions.at(-1)?.id ?? 0);
          } else {
            board = endTool(board, running.get(place) ?? 0);
          }
          for (const [type, held] of Object.entries(seatsHeld(board))) expect(held).toBeLessThanOrEqual(Object.entries(quantities).find(([each]) => each === type)?.[1] ?? 0);
        }
        const cause = ({ id: _id, userId: _userId, tool: _tool, at: _at, ...rest }: (typeof board.lockouts)[number]) => rest;
        const played = playSessions(timeline, quantities).lockouts.map(({ session: _session, ...rest }) => rest);
        expect(board.lockouts.toReversed().map(cause)).toEqual(played);
      }),
    );
  });

  it('leaves the board as it is where nothing ends', () => expect(endTool(EMPTY_BOARD, 7)).toBe(EMPTY_BOARD));
});
