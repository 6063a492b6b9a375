import { z } from 'zod';
import { failure } from '../errors.ts';
import { explanation } from '../values/explanation.ts';
import { IMPORT_CHUNK_BYTES } from '../values/imports.ts';
import { MOST_SCENARIOS } from '../values/scenarioFigures.ts';
import type { ScenarioFigureKey } from '../values/scenarioFigures.ts';
import { licenseType, localDate, money, productKind, quantity, rowId, shortText } from '../values/schemas.ts';
import { query } from './route.ts';
import { clockTime, tool, weekdays } from './seats.ts';

/** Sessions and who holds what are many: the application keeps them, unchanged, and windows name them by the SHA-256 of what they are. */
const sessionsId = z.string().regex(/^[0-9a-f]{64}$/, 'is not an id of sessions');
const uploadId = z.uuid('is not an upload id');

/**
 * A scenario without its sessions and assignments, in the keys of the scenario file with every default written out and
 * a license of each type, in their order (SPEC section 13).
 */
export const scenarioFacts = z.strictObject({
  format: z.string(),
  name: z.string(),
  timeZone: z.string(),
  asOf: localDate,
  notes: z.string(),
  billingDay: z.int(),
  licenses: z.array(
    z.strictObject({ type: licenseType, quantity: z.int(), newQuantity: z.int(), unitPrice: z.string(), minimum: z.int(), paidThisPeriod: z.int() }),
  ),
  users: z.strictObject({ active: z.int() }).optional(),
  storage: z.strictObject({ usedMb: z.int(), unitPrice: z.string() }).optional(),
  minutes: z
    .strictObject({
      balance: z.string(),
      dailyUsage: z.array(z.string()),
      autoRecharge: z.boolean(),
      reserveDays: z.int(),
      rechargeDays: z.int(),
      divisorDays: z.int(),
      leastReserve: z.string(),
      leastRecharge: z.string(),
    })
    .optional(),
  products: z.array(z.strictObject({ kind: productKind, description: z.string(), quantity: z.int(), unitPrice: z.string() })),
  traffic: z
    .union([z.strictObject({ erlangs: z.string(), blocking: z.string() }), z.strictObject({ perIdleSource: z.string(), sources: z.int(), blocking: z.string() })])
    .optional(),
});

/** What is kept under an id, in short. */
export const keptSessions = z.strictObject({
  sessionsId,
  sessions: z.int(),
  /** Those in the sessions or with an assignment. */
  users: z.int(),
  /** The days of the first and the last start; null without sessions. */
  first: localDate.nullable(),
  last: localDate.nullable(),
  /** True where no assignments are given: everyone holds everything. */
  everyoneHoldsAll: z.boolean(),
});

/** `kept` is null where a scenario has neither sessions nor assignments. */
const openedScenario = z.strictObject({ facts: scenarioFacts, kept: keptSessions.nullable() });

/** A scenario as a window has it: what was typed, in the keys of the file, whatever it is; its sessions by id. */
const scenarioInput = {
  file: z.record(z.string(), z.unknown()),
  sessionsId: sessionsId.nullable(),
};

/** Today first, then the scenarios beside it. `id` is the window's own. */
const columnsInput = z.strictObject({
  columns: z.array(z.strictObject({ id: shortText, ...scenarioInput })).min(1, 'is empty').max(MOST_SCENARIOS + 1, `has more than ${MOST_SCENARIOS} scenarios beside today`),
});

const figureKey = z.custom<ScenarioFigureKey>();

const figure = z.strictObject({
  key: figureKey,
  value: z.string(),
  note: z.string().nullable(),
  explanation,
  /** From today; null for today itself, and where today has no such figure. */
  difference: z.strictObject({ value: z.string(), tone: z.enum(['better', 'worse', 'same']), explanation }).nullable(),
});

const monthLine = z.strictObject({ product: z.string(), name: z.string(), quantity: z.int(), unitPrice: z.string(), amount: money, explanation });

export const scenarioColumn = z.strictObject({
  id: z.string(),
  outcome: z.discriminatedUnion('kind', [
    /** With the code and path that `quote` gives for the saved file. */
    z.strictObject({ kind: z.literal('refused'), failure }),
    z.strictObject({
      kind: z.literal('priced'),
      figures: z.array(figure),
      /** What makes up the month, in the order of a bill. */
      month: z.array(monthLine),
      /** The first lockouts, in the order in which they happen, as sentences. */
      lockouts: z.array(z.strictObject({ who: z.string(), toolName: z.string(), at: z.string(), sentence: z.string() })),
      /** What it comes to against today, in a sentence; for today what it costs. */
      headline: z.string(),
      /** Quantities that differ from today's. */
      quantities: z.array(z.strictObject({ type: licenseType, name: z.string(), from: quantity, to: quantity })),
      /** What else differs and cannot be put into a draft, a sentence each. */
      notApplied: z.array(z.string()),
    }),
  ]),
});

const sessionGroup = z.strictObject({ user: z.string(), tool, toolName: z.string(), sessions: z.int(), first: z.string(), last: z.string() });

const edit = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('addShift'),
    /** Its people are called "NAME 1", "NAME 2" and so on, and hold what the tool needs. */
    name: shortText.trim().min(1, 'is empty'),
    people: z.int('is not a whole number').min(1, 'is below 1').max(500, 'is above 500'),
    tool,
    weekdays,
    start: clockTime,
    end: clockTime,
    from: localDate,
    weeks: z.int('is not a whole number').min(1, 'is below 1').max(12, 'is above 12'),
  }),
  z.strictObject({ do: z.literal('import'), uploadId, timeZone: z.string() }),
  z.strictObject({ do: z.literal('remove'), user: z.string(), tool }),
  z.strictObject({ do: z.literal('clear') }),
]);

/** A file for a host without a dialog to save one with; null where the host has written it itself. */
const written = z.strictObject({ path: z.string().nullable(), download: z.strictObject({ fileName: z.string(), text: z.string() }).nullable() });

/** Scenarios (SPEC sections 12 and 13): nothing here writes the data file. Refusals of a scenario name places in its file, as `quote` does. */
export const scenarioContracts = {
  /** An account as it is: the scenario to begin with, and what the others are compared with. Refuses with NOT_FOUND. */
  'scenarios.start': query('makeScenarios', z.strictObject({ accountId: rowId }), openedScenario),
  /** A file in its pieces, `index` from 0, under an id made by the window. A scenario that is too large is refused with BAD_JSON at its first piece. */
  'scenarios.upload': query(
    'makeScenarios',
    z.strictObject({
      uploadId,
      purpose: z.enum(['scenario', 'sessions']),
      bytes: z.int().min(0),
      index: z.int().min(0),
      base64: z.base64('is not base64').max(Math.ceil(IMPORT_CHUNK_BYTES / 3) * 4, 'is too long'),
    }),
    z.strictObject({}),
  ),
  /** What was uploaded, as a scenario. */
  'scenarios.open': query('makeScenarios', z.strictObject({ uploadId }), openedScenario),
  /** Files that the desktop was asked to open meanwhile, each once. */
  'scenarios.takeOffered': query(
    'makeScenarios',
    z.strictObject({}),
    z.strictObject({
      files: z.array(
        z.strictObject({
          fileName: z.string(),
          outcome: z.discriminatedUnion('kind', [
            z.strictObject({ kind: z.literal('opened'), opened: openedScenario }),
            z.strictObject({ kind: z.literal('refused'), failure }),
          ]),
        }),
      ),
    }),
  ),
  /** Every figure of each, with its difference from the first. A scenario that does not fit is answered with why, and hides no other. Refuses with NOT_FOUND sessions that are not kept any more. */
  'scenarios.compare': query('makeScenarios', columnsInput, z.strictObject({ columns: z.array(scenarioColumn) })),
  /** Who runs what how often, by user, in windows. */
  'scenarios.sessions': query(
    'makeScenarios',
    z.strictObject({ sessionsId, offset: z.int().min(0), limit: z.int().min(1).max(200) }),
    z.strictObject({ groups: z.array(sessionGroup), count: z.int() }),
  ),
  /** Gives the sessions as they are after the edit, under another id: the ones before stay what they are. */
  'scenarios.editSessions': query('makeScenarios', z.strictObject({ sessionsId: sessionsId.nullable(), edit }), keptSessions),
  /** The scenario as a file, which `quote` reads. Desktop: asks where to. Refuses what does not fit. */
  'scenarios.save': query('makeScenarios', z.strictObject(scenarioInput), written),
  /** The comparison as CSV. */
  'scenarios.saveCsv': query('makeScenarios', columnsInput, written),
  /** Desktop: asks where to, and prints what the Summary window shows there as a PDF. The browser prints by itself; its path is null, as after Cancel. */
  'scenarios.savePdf': query('makeScenarios', z.strictObject({ name: shortText }), z.strictObject({ path: z.string().nullable() })),
};
