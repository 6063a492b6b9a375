import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packSessions, SESSION_BYTES, unpackSessions } from '../../../electron/db/values/sessionBlock.ts';
import { sessionColumns } from '../../support/builders.ts';

const LATEST = 8_640_000_000_000_000;

const sessions = fc
  .array(fc.tuple(fc.oneof(fc.nat(20), fc.integer({ min: 0, max: LATEST - 1 })), fc.integer({ min: 1, max: 31 * 86_400_000 }), fc.oneof(fc.nat(5), fc.integer({ min: 0, max: 2 ** 32 - 1 })), fc.nat(6)), { maxLength: 40 })
  .map((rows) => rows.map(([start, lasts, userId, tool]) => [start, Math.min(start + lasts, LATEST), userId, tool] as const).sort(([one], [other]) => one - other));

describe('the content of a session block', () => {
  it('is read as it was packed, whole and the part of any range', () => {
    fc.assert(
      fc.property(sessions, fc.nat(22), fc.nat(22), (rows, from, to) => {
        const packed = packSessions(sessionColumns(rows), 0, rows.length);
        expect(unpackSessions(packed)).toEqual(sessionColumns(rows));
        expect(unpackSessions(packed, from, to)).toEqual(sessionColumns(rows.filter(([start]) => start >= from && start < to)));
      }),
    );
  });

  it('is laid out as it is written down: starts, ends, users, tools, big-endian', () => {
    const packed = packSessions(sessionColumns([[9, 9, 9, 6], [0x0102_0304_0506, 0x0102_0304_0507, 7, 5], [0x0102_0304_0506, 0x0102_0304_0508, 0, 6]]), 1, 3);
    expect(packed).toHaveLength(2 * SESSION_BYTES);
    expect(packed.toString('hex')).toBe('0000010203040506'.repeat(2) + '0000010203040507' + '0000010203040508' + '00000007' + '00000000' + '05' + '06');
  });

  it('is refused where it is not in order, or ends in the middle', () => {
    expect(() => packSessions(sessionColumns([[2, 3, 0, 6], [1, 3, 0, 6]]), 0, 2)).toThrow(RangeError);
    expect(() => unpackSessions(new Uint8Array(SESSION_BYTES + 1))).toThrow(RangeError);
  });
});
