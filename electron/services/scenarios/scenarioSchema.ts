// As a namespace, so that the built command carries and starts only what it uses.
import * as z from 'zod';
import { LICENSE_TYPES } from '../../../shared/values/licenseTypes.ts';
import { PRODUCT_KINDS } from '../../../shared/values/products.ts';
import { DEFAULT_RECHARGE_SETTINGS } from '../../domain/autoRecharge.ts';
import { isTimeZoneName } from '../../../shared/values/timeZone.ts';
import { Decimal } from '../../domain/money.ts';
import { TOOLS } from '../../../shared/values/tools.ts';
import { STORAGE_LIST_PRICE } from '../../domain/storageFee.ts';

/*
 * The scenario file, "billing-scenario/1" (SPEC section 13): a public, stable format. Each sentence continues the
 * name of the key it is about. Keys stand in the format's order, which is the order in which faults are looked for.
 */

const DECIMAL = /^-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?$/;
/** As above and not below zero; minus zero is not. */
const NOT_NEGATIVE = /^(-0(\.0{1,6})?|(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?)$/;

const AS_DECIMAL = 'must be a decimal number in quotes, such as "50.00", with at most 15 digits before the point and 6 after it';
const AS_POSITIVE_DECIMAL = `${AS_DECIMAL}, and not negative`;

const text = z.string('must be a text');
const listOf = <T extends z.ZodType>(item: T) => z.array(item, 'must be a list');
const section = <T extends z.core.$ZodLooseShape>(shape: T) => z.strictObject(shape, 'must be an object');

/** With commas, as 1,000. Not by the locale's rules, whose loading takes a tenth of the time of a whole quote. */
const grouped = (number: number): string => String(number).replace(/\B(?=(\d{3})+$)/g, ',');

function whole(least: number, most: number) {
  const sentence = `must be a whole number from ${least} to ${grouped(most)}`;
  return z.int(sentence).min(least, sentence).max(most, sentence);
}

function oneOf<const T extends readonly [string, ...string[]]>(names: T) {
  return z.enum(names, `must be one of ${names.join(', ')}`);
}

const quantity = whole(0, 1_000_000_000);
const amount = z.string(AS_DECIMAL).regex(DECIMAL, AS_DECIMAL);
const positiveAmount = z.string(AS_POSITIVE_DECIMAL).regex(NOT_NEGATIVE, AS_POSITIVE_DECIMAL);

/** A decimal text whose value is between limits. */
function within(sentence: string, fits: (value: Decimal) => boolean) {
  return z.string(sentence).regex(DECIMAL, { error: sentence, abort: true }).refine((value) => fits(new Decimal(value)), sentence);
}

const traffic = within(
  'must be a decimal number in quotes, such as "10", above 0 and at most 100,000',
  (value) => value.greaterThan(0) && value.lessThanOrEqualTo(100_000),
);
const blocking = within(
  'must be a decimal number in quotes, such as "0.02", above 0 and below 1',
  (value) => value.greaterThan(0) && value.lessThan(1),
);

const AS_TIME = 'must be a time that exists, such as "2014-03-17T08:00"';
// To the minute; the length leaves no room for a zone.
const sessionTime = z.iso.datetime({ local: true, precision: -1, error: AS_TIME }).length(16, AS_TIME);

/** Types met in the list that is being read, so that one given twice is found in its place among the faults. */
const typesMet = new Set<string>();

function metFirst(type: string): boolean {
  const first = !typesMet.has(type);
  typesMet.add(type);
  return first;
}

const license = section({
  type: oneOf(LICENSE_TYPES).refine(metFirst, 'must not be given twice'),
  quantity,
  newQuantity: quantity.optional(),
  unitPrice: positiveAmount,
  minimum: quantity.default(0),
  paidThisPeriod: quantity.optional(),
}).refine((value) => (value.paidThisPeriod ?? value.quantity) >= value.quantity, {
  path: ['paidThisPeriod'],
  error: 'must be at least the quantity, which is paid for',
});

const licenses = z.preprocess((list) => {
  typesMet.clear();
  return list;
}, listOf(license));

const minutes = section({
  balance: amount,
  dailyUsage: listOf(positiveAmount).max(30, 'must be a list of at most 30 days'),
  autoRecharge: z.boolean('must be true or false').default(true),
  reserveDays: whole(0, 366).default(DEFAULT_RECHARGE_SETTINGS.reserveDays),
  rechargeDays: whole(0, 366).default(DEFAULT_RECHARGE_SETTINGS.rechargeDays),
  divisorDays: whole(1, 30).default(DEFAULT_RECHARGE_SETTINGS.divisorDays),
  leastReserve: positiveAmount.default(DEFAULT_RECHARGE_SETTINGS.leastReserve),
  leastRecharge: positiveAmount.default(DEFAULT_RECHARGE_SETTINGS.leastRecharge),
});

const product = section({
  kind: oneOf(PRODUCT_KINDS),
  description: text,
  quantity,
  unitPrice: amount,
}).refine((value) => value.kind === 'contractAdjustment' || NOT_NEGATIVE.test(value.unitPrice), {
  path: ['unitPrice'],
  error: 'must not be negative: only a contract adjustment may be',
});

// As a Map: a user may be called "__proto__".
const assignments = z.preprocess(
  (value) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? new Map(Object.entries(value)) : value),
  z.map(z.string(), listOf(oneOf(LICENSE_TYPES)).transform((types) => new Set(types)), 'must be an object of users, each with a list of license types'),
);

const session = section({ user: text, tool: oneOf(TOOLS), start: sessionTime, end: sessionTime }).refine(
  (value) => value.end > value.start,
  { path: ['end'], error: 'must be after the start' },
);

const users = section({ active: quantity });

const erlangBTraffic = section({ erlangs: traffic, blocking }).transform((value) => ({ model: 'erlangB' as const, ...value }));
const engsetTraffic = section({ perIdleSource: traffic, sources: whole(1, 10_000), blocking }).transform((value) => ({
  model: 'engset' as const,
  ...value,
}));

function withTraffic<U extends z.ZodType, T extends z.ZodType>(usersSection: U, trafficSection: T) {
  return section({
    format: z.literal('billing-scenario/1'),
    name: text,
    timeZone: text.refine(isTimeZoneName, 'must be the name of a time zone, such as "America/Denver"'),
    asOf: z.iso.date('must be a date that exists, such as "2014-03-15"'),
    notes: text.optional(),
    billingDay: whole(1, 31).default(1),
    licenses: licenses.default([]),
    users: usersSection,
    storage: section({ usedMb: quantity, unitPrice: positiveAmount.default(STORAGE_LIST_PRICE) }).optional(),
    minutes: minutes.optional(),
    products: listOf(product).default([]),
    assignments: assignments.optional(),
    sessions: listOf(session).optional(),
    traffic: trafficSection.optional(),
  });
}

export type ScenarioFile = z.output<ReturnType<typeof scenarioSchema>>;

/** The format as it is for a file: which keys are known differs with traffic of few agents, and with storage the users are required. */
export function scenarioSchema({ fewAgents, storage }: { readonly fewAgents: boolean; readonly storage: boolean }) {
  if (fewAgents) return storage ? withTraffic(users, engsetTraffic) : withTraffic(users.optional(), engsetTraffic);
  return storage ? withTraffic(users, erlangBTraffic) : withTraffic(users.optional(), erlangBTraffic);
}
