import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LICENSE_TYPES, POOLED_TYPES, type LicenseType } from '../../shared/values/licenseTypes.ts';
import { TOOLS, type Tool } from '../../shared/values/tools.ts';
import type { SeatCounts } from '../../electron/domain/seatPool.ts';
import { planSeats } from '../../electron/domain/seatPlan.ts';
import type { Holdings, SeatSession } from '../../electron/domain/seatTimeline.ts';
import { TOOL_NUMBER, TOOL_SEATS } from '../../electron/domain/seatTools.ts';

const NONE: SeatCounts = { powerDialer: 0, flexPort: 0, inbound: 0, fax: 0, recordingPort: 0 };
const PLENTY: SeatCounts = { powerDialer: 9, flexPort: 9, inbound: 9, fax: 9, recordingPort: 9 };

function run(tool: Tool, start: number, end: number, user = 'ann'): SeatSession {
  return { user, tool, start, end };
}

describe('what tools take', () => {
  it.each<[Tool, Partial<SeatCounts>]>([
    ['powerDialer', { powerDialer: 1 }],
    ['voicemailDrop', { flexPort: 1 }],
    ['jabberDog', { flexPort: 1 }],
    ['inbound', { inbound: 1, flexPort: 1 }],
    ['blend', { powerDialer: 1, inbound: 1, flexPort: 1 }],
    ['fax', { fax: 1, flexPort: 1 }],
    ['recording', { recordingPort: 1 }],
  ])('%s', (tool, seats) => expect(planSeats([run(tool, 0, 1)], PLENTY, 'everything').peak).toEqual({ ...NONE, ...seats }));

  it('numbers the tools by their place', () => expect(TOOLS.map((tool) => TOOL_NUMBER[tool])).toEqual([...TOOLS.keys()]));

  it('is all at once or nothing', () => {
    const plan = planSeats([run('blend', 0, 5), run('powerDialer', 1, 2)], { ...NONE, powerDialer: 1, inbound: 1 }, 'everything');
    expect(plan.lockouts).toEqual([{ session: 0, cause: 'POOL_EMPTY', license: 'flexPort' }]);
    expect(plan.peak).toEqual({ ...NONE, powerDialer: 1 });
  });

  it('is the recording port first for recording, which then stays where it began', () => {
    const recordings = [run('recording', 0, 10), run('recording', 1, 20), run('recording', 10, 20), run('recording', 11, 20)];
    const plan = planSeats(recordings, { ...NONE, flexPort: 1, recordingPort: 1 }, 'everything');
    expect(plan.lockouts).toEqual([{ session: 3, cause: 'POOL_EMPTY', license: 'flexPort' }]);
    expect(plan.needed).toEqual({ ...NONE, flexPort: 2, recordingPort: 1 });
  });

  it('is never a recording port for another tool', () => {
    const plan = planSeats([run('jabberDog', 0, 1)], { ...NONE, recordingPort: 5 }, 'everything');
    expect(plan.lockouts).toEqual([{ session: 0, cause: 'POOL_EMPTY', license: 'flexPort' }]);
  });
});

describe('time', () => {
  it('frees at an end before a start at the same time takes', () => {
    const plan = planSeats([run('powerDialer', 10, 20), run('powerDialer', 0, 10)], { ...NONE, powerDialer: 1 }, 'everything');
    expect(plan.lockouts).toEqual([]);
    expect(plan.needed.powerDialer).toBe(1);
  });

  it('keeps the order of the input for equal starts', () => {
    const plan = planSeats([run('powerDialer', 5, 6), run('powerDialer', 5, 9)], { ...NONE, powerDialer: 1 }, 'everything');
    expect(plan.lockouts).toEqual([{ session: 1, cause: 'POOL_EMPTY', license: 'powerDialer' }]);
  });

  it('tells lockouts in the order in which they happen', () => {
    const plan = planSeats([run('fax', 9, 10), run('fax', 3, 4), run('jabberDog', 9, 10)], NONE, 'everything');
    expect(plan.lockouts.map((lockout) => lockout.session)).toEqual([1, 0, 2]);
  });

  it('gives each session its own seats, whoever runs it', () => {
    expect(planSeats([run('powerDialer', 0, 5), run('powerDialer', 1, 5)], PLENTY, 'everything').peak.powerDialer).toBe(2);
  });

  it('does not let a session locked out try again', () => {
    const plan = planSeats([run('powerDialer', 0, 2), run('powerDialer', 1, 9), run('powerDialer', 2, 3)], { ...NONE, powerDialer: 1 }, 'everything');
    expect(plan.lockouts.map((lockout) => lockout.session)).toEqual([1]);
  });
});

describe('causes', () => {
  const lockout = (tool: Tool, held: readonly LicenseType[] | null, capacities = PLENTY) => {
    const holdings: Holdings = new Map(held === null ? [] : [['ann', new Set(held)]]);
    return planSeats([run(tool, 0, 1)], capacities, holdings).lockouts[0];
  };

  it.each<[Tool, readonly LicenseType[] | null, object]>([
    ['fax', null, { cause: 'NO_BASE_LICENSE' }],
    ['fax', ['fax', 'flexPort'], { cause: 'NO_BASE_LICENSE' }],
    ['fax', ['crmView'], { cause: 'NOT_ASSIGNED', license: 'fax' }],
    ['fax', ['crm', 'fax'], { cause: 'NOT_ASSIGNED', license: 'flexPort' }],
    ['fax', ['crm', 'flexPort'], { cause: 'NOT_ASSIGNED', license: 'fax' }],
    ['voicemailDrop', ['crm', 'flexPort'], { cause: 'NOT_ASSIGNED', license: 'powerDialer' }],
    ['inbound', ['crm'], { cause: 'NOT_ASSIGNED', license: 'inbound' }],
    ['blend', ['crm', 'powerDialer'], { cause: 'NOT_ASSIGNED', license: 'inbound' }],
    ['jabberDog', ['crm', 'powerDialer'], { cause: 'NOT_ASSIGNED', license: 'flexPort' }],
  ])('%s for a holder of %j', (tool, held, cause) => expect(lockout(tool, held)).toEqual({ session: 0, ...cause }));

  it('looks at assignments before pools', () => {
    expect(lockout('fax', ['crm', 'fax'], NONE)).toMatchObject({ cause: 'NOT_ASSIGNED', license: 'flexPort' });
  });

  it.each<[Tool, SeatCounts, string]>([
    ['blend', NONE, 'powerDialer'],
    ['blend', { ...NONE, powerDialer: 1 }, 'inbound'],
    ['blend', { ...NONE, powerDialer: 1, inbound: 1 }, 'flexPort'],
    ['fax', NONE, 'fax'],
    ['inbound', NONE, 'inbound'],
    ['voicemailDrop', NONE, 'flexPort'],
    ['recording', NONE, 'flexPort'],
  ])('%s names the first empty pool of the table', (tool, capacities, license) => {
    expect(lockout(tool, LICENSE_TYPES, capacities)).toEqual({ session: 0, cause: 'POOL_EMPTY', license });
  });

  it('never checks a license for recording', () => expect(lockout('recording', null)).toBeUndefined());

  it('keeps apart users called like parts of the language', () => {
    const sessions = ['__proto__', 'constructor', 'toString'].map((user) => run('powerDialer', 0, 1, user));
    const holdings: Holdings = new Map([['__proto__', new Set<LicenseType>(['crm', 'powerDialer'])]]);
    expect(planSeats(sessions, PLENTY, holdings).lockouts).toEqual([
      { session: 1, cause: 'NO_BASE_LICENSE' },
      { session: 2, cause: 'NO_BASE_LICENSE' },
    ]);
  });
});

describe('what is needed', () => {
  const session = fc
    .record({ tool: fc.constantFrom(...TOOLS), user: fc.constantFrom('ann', 'bob'), start: fc.nat(30), length: fc.integer({ min: 1, max: 9 }) })
    .map(({ tool, user, start, length }) => run(tool, start, start + length, user));
  const seats = fc.nat(3);
  const capacities = fc.record({ powerDialer: seats, flexPort: seats, inbound: seats, fax: seats, recordingPort: seats });
  const holdings: Holdings = new Map([
    ['ann', new Set(LICENSE_TYPES)],
    ['bob', new Set<LicenseType>(['crm', 'flexPort', 'fax'])],
  ]);

  it('leaves no pool empty, and one seat less in any pool but recordingPort does', () => {
    fc.assert(fc.property(fc.array(session, { maxLength: 25 }), capacities, (sessions, quantities) => {
      const { needed } = planSeats(sessions, quantities, holdings);
      const enough = { ...needed, recordingPort: quantities.recordingPort };
      const emptied = (counts: SeatCounts) => planSeats(sessions, counts, holdings).lockouts.filter(({ cause }) => cause === 'POOL_EMPTY');
      expect(emptied(enough)).toEqual([]);
      for (const pool of POOLED_TYPES) {
        if (pool !== 'recordingPort' && needed[pool] > 0) expect(emptied({ ...enough, [pool]: needed[pool] - 1 })).not.toEqual([]);
      }
    }));
  });

  it('agrees with counting minute by minute', () => {
    fc.assert(fc.property(fc.array(session, { maxLength: 25 }), (sessions) => {
      const dialing = sessions.filter(({ tool }) => TOOL_SEATS[tool].takes.includes('powerDialer'));
      const most = Math.max(0, ...Array.from({ length: 40 }, (_, minute) => dialing.filter(({ start, end }) => start <= minute && minute < end).length));
      expect(planSeats(sessions, NONE, 'everything').needed.powerDialer).toBe(most);
    }));
  });

  it('never holds more than there is', () => {
    fc.assert(fc.property(fc.array(session), capacities, (sessions, quantities) => {
      const { peak } = planSeats(sessions, quantities, holdings);
      for (const pool of POOLED_TYPES) expect(peak[pool]).toBeLessThanOrEqual(quantities[pool]);
    }));
  });
});
