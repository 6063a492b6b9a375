import { z } from 'zod';
import { explanation } from '../values/explanation.ts';
import { LICENSE_TYPES, POOLED_TYPES } from '../values/licenseTypes.ts';
import { LOCKOUT_CAUSES } from '../values/lockoutCauses.ts';
import { commandId, instant, localDate, money, price, quantity, rowId, shortText } from '../values/schemas.ts';
import { TOOLS } from '../values/tools.ts';
import { command, query } from './route.ts';

export const tool = z.enum(TOOLS);
export const pooledType = z.enum(POOLED_TYPES);
export const seatQuantities = z.partialRecord(pooledType, quantity);

/** HH:MM on a 24-hour clock. */
export const clockTime = z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/, 'is not a time such as 08:00');

/** 0 is Monday, 6 Sunday: the days on which a shift begins. */
export const weekdays = z
  .array(z.int().min(0).max(6))
  .min(1, 'names no weekday')
  .max(7)
  .refine((days) => new Set(days).size === days.length, 'names a weekday twice');

/** Which sessions are played: the imported log, the shift plans, or both. */
export const SESSION_SOURCES = ['both', 'log', 'plans'] as const;

const userName = z.strictObject({ id: rowId, name: z.string() });

export const shiftPlan = z.strictObject({
  id: rowId,
  name: z.string(),
  tool,
  /** 0 is Monday, 6 Sunday: the days on which the shift begins. */
  weekdays: z.array(z.int().min(0).max(6)),
  start: clockTime,
  /** At or before the start: on the next day. */
  end: clockTime,
  users: z.array(userName),
});

/** What a plan is made from. Types not named stand at what is paid today. */
const planQuestion = {
  accountId: rowId,
  from: localDate,
  to: localDate,
  source: z.enum(SESSION_SOURCES),
  quantities: seatQuantities.default({}),
  /** Made by the window for each question, so that it can ask how far it is, and stop it. */
  requestId: z.uuid('is not a request id'),
};

const monthly = z.strictObject({ amount: money, explanation });

export const seatPool = z.strictObject({
  type: pooledType,
  name: z.string(),
  /** Bought now. */
  paid: z.int(),
  /** A cut already accepted, for the next billing date. */
  scheduled: z.int().nullable(),
  minimum: z.int(),
  unitPrice: price,
  /** What is tried out. */
  tried: z.int(),
  /** Most seats held at one time with what is tried. */
  peak: z.int(),
  /** The smallest quantity with which this pool is never empty. */
  needed: z.int(),
  neededExplanation: explanation,
  /** The same, but not below the contract minimum: what one can buy. */
  advised: z.int(),
  /** What is advised where more is needed than bought, a cut already accepted counted; else what is bought. */
  raised: z.int(),
  /** Lockouts for want of this license's seats. */
  lockouts: z.int(),
});

/** Seats part by part of the time shown: the most held at one time within each part. */
const useOverTime = z.strictObject({ type: pooledType, inUse: z.array(z.int()), wanted: z.array(z.int()) });

export const seatPlan = z.strictObject({
  account: z.strictObject({ id: rowId, name: z.string() }),
  timeZone: z.string(),
  sessions: z.strictObject({ log: z.int(), plans: z.int() }),
  pools: z.array(seatPool),
  /** Dollars a month of the pooled types: as bought, as tried, as advised, and the last two against the first. */
  monthly: z.strictObject({ paid: monthly, tried: monthly, advised: monthly, triedMore: monthly, advisedMore: monthly }),
  lockouts: z.strictObject({ total: z.int(), poolEmpty: z.int(), notAssigned: z.int(), noBaseLicense: z.int() }),
  /** What the play says, in a sentence or two: texts, and among them dollars a month. */
  verdict: z.strictObject({ tone: z.enum(['urgent', 'soon', 'note', 'done']), parts: z.array(z.union([z.string(), monthly])) }),
  use: z.strictObject({
    start: instant,
    stepSeconds: z.int(),
    /** Every day of the time shown, with its first moment. */
    days: z.array(z.strictObject({ date: localDate, start: instant })),
    pools: z.array(useOverTime),
  }),
});

const lockoutFilter = z.strictObject({
  text: z.string().max(100, 'is longer than 100 characters').optional(),
  tool: tool.optional(),
  cause: z.enum(LOCKOUT_CAUSES).optional(),
});

export const lockout = z.strictObject({
  /** "Call Recording and Monitoring" runs for nobody in particular. */
  who: z.string(),
  tool,
  toolName: z.string(),
  at: instant,
  cause: z.enum(LOCKOUT_CAUSES),
  license: z.enum(LICENSE_TYPES).nullable(),
  /** The cause in words. */
  sentence: z.string(),
});

/** Decimal text with up to six decimals, above 0 and at most 100,000. */
const traffic = z
  .string()
  .max(40, 'is longer than 40 digits')
  .regex(/^(0|[1-9][0-9]*)(\.[0-9]{1,6})?$/, 'must be a number such as 10 or 0.5')
  .refine((text) => Number(text) > 0, 'is not above 0')
  .refine((text) => Number(text) <= 100_000, 'is above 100,000');
const blocking = z
  .string()
  .regex(/^0\.[0-9]{1,6}$/, 'must be a share below 1, such as 0.02')
  .refine((text) => Number(text) > 0, 'is not above 0');

export const boardState = z.strictObject({
  account: z.strictObject({ id: rowId, name: z.string() }),
  timeZone: z.string(),
  /** Active users. */
  users: z.array(userName),
  /** The first tool and the first user whom nothing but a taken seat keeps from it; null where there is none. */
  first: z.strictObject({ userId: rowId, tool }).nullable(),
  pools: z.array(z.strictObject({ type: pooledType, name: z.string(), paid: z.int(), held: z.int() })),
  /** Running tools, the one started last first. */
  sessions: z.array(z.strictObject({ id: rowId, who: z.string(), tool, toolName: z.string(), since: instant, seats: z.string() })),
  /** Newest first. */
  lockouts: z.array(lockout.extend({ id: rowId })),
});

/** Seats: shift plans, the session log, the Seat Planner, sizing by traffic, and the live board (SPEC section 5). */
export const seatContracts = {
  'seats.shiftPlans': query(
    'viewBilling',
    z.strictObject({ accountId: rowId }),
    z.strictObject({ plans: z.array(shiftPlan), users: z.array(userName) }),
  ),
  /** Adds a plan, or changes the one named. */
  'seats.saveShiftPlan': command(
    'assignLicenses',
    z.strictObject({
      commandId,
      accountId: rowId,
      id: rowId.optional(),
      name: shortText.trim().min(1, 'is empty'),
      tool,
      weekdays,
      start: clockTime,
      end: clockTime,
      userIds: z
        .array(rowId)
        .min(1, 'names no user')
        .max(10_000, 'names more than 10,000 users')
        .refine((ids) => new Set(ids).size === ids.length, 'names a user twice'),
    }),
    z.strictObject({ id: rowId }),
  ),
  'seats.removeShiftPlan': command('assignLicenses', z.strictObject({ accountId: rowId, id: rowId }), z.strictObject({})),
  /** The imported session logs, newest first. */
  'seats.sessionLogs': query(
    'viewBilling',
    z.strictObject({}),
    z.strictObject({
      logs: z.array(z.strictObject({ id: rowId, fileName: z.string(), at: instant, sessions: z.int(), first: localDate, last: localDate })),
      /** For each account what to begin with: the last two weeks of its log, else its shift plans in the week from today. */
      ranges: z.array(z.strictObject({ accountId: rowId, from: localDate, to: localDate, source: z.enum(SESSION_SOURCES) })),
    }),
  ),
  'seats.removeSessionLog': command('assignLicenses', z.strictObject({ id: rowId }), z.strictObject({})),
  /** Plays the sessions of a range of days, at most 366, against the quantities. Refuses with CANCELLED where it was stopped. */
  'seats.plan': query('viewBilling', z.strictObject(planQuestion), seatPlan),
  /** The most seats of each type held at one time, with what is paid, in the days that the planner begins with; no peaks where nobody used a tool. */
  'seats.peaks': query(
    'viewBilling',
    z.strictObject({ accountId: rowId }),
    z.strictObject({ from: localDate, to: localDate, source: z.enum(SESSION_SOURCES), peaks: z.array(z.strictObject({ type: pooledType, peak: z.int() })) }),
  ),
  /** How far a question is; null where it is answered or was never asked. */
  'seats.planProgress': query(
    'viewBilling',
    z.strictObject({ requestId: z.uuid() }),
    z.strictObject({ progress: z.strictObject({ phase: z.enum(['reading', 'playing']), done: z.int(), total: z.int() }).nullable() }),
  ),
  'seats.cancelPlan': query('viewBilling', z.strictObject({ requestId: z.uuid() }), z.strictObject({})),
  /** The lockouts of the same play, in the order in which they happen, in windows. */
  'seats.lockouts': query(
    'viewBilling',
    z.strictObject({ ...planQuestion, filter: lockoutFilter, offset: z.int().min(0), limit: z.int().min(1).max(200) }),
    z.strictObject({ lockouts: z.array(lockout), count: z.int() }),
  ),
  /** Desktop: asks where to, and writes the lockouts that pass the filter there as CSV. In the browser it is a download instead. */
  'seats.saveLockoutsCsv': query(
    'makeScenarios',
    z.strictObject({ ...planQuestion, filter: lockoutFilter }),
    z.strictObject({ path: z.string().nullable() }),
  ),
  /** The fewest ports whose blocking is at most the target (SPEC sections 5 and 13). */
  'seats.sizing': query(
    'viewBilling',
    z.strictObject({
      traffic: z.discriminatedUnion('model', [
        z.strictObject({ model: z.literal('erlangB'), erlangs: traffic, blocking }),
        z.strictObject({
          model: z.literal('engset'),
          perIdleSource: traffic,
          sources: z.int('is not a whole number').min(1, 'is below 1').max(10_000, 'is above 10,000'),
          blocking,
        }),
      ]),
    }),
    z.strictObject({ ports: z.int(), blocking: z.string(), sentence: z.string(), explanation }),
  ),
  /** The live board of an account: kept while the file is open, never written. */
  'seats.board': query('viewBilling', z.strictObject({ accountId: rowId }), boardState),
  /** Starts a tool for a user, or for the system where none is named. A lockout is an answer, not a refusal. */
  'seats.boardStart': query(
    'makeScenarios',
    z.strictObject({ accountId: rowId, userId: rowId.nullable(), tool }),
    z.strictObject({ started: z.boolean(), sentence: z.string() }),
  ),
  'seats.boardEnd': query('makeScenarios', z.strictObject({ accountId: rowId, id: rowId }), z.strictObject({})),
  'seats.boardReset': query('makeScenarios', z.strictObject({ accountId: rowId }), z.strictObject({})),
};
