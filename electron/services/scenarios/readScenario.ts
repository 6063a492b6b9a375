import type { Scenario } from '../../domain/scenario.ts';
import { exists, firstFault } from './firstFault.ts';
import { ScenarioRefused } from './quoteFault.ts';
import { scenarioSchema, type ScenarioFile } from './scenarioSchema.ts';

export const SCENARIO_FORMAT = 'billing-scenario/1';

/** Larger files are not read: a quarter of a million sessions fit, and a mistaken file is refused at once. */
export const SCENARIO_FILE_LIMIT_BYTES = 32 * 1024 * 1024;

/**
 * Reads a scenario file's bytes (SPEC section 13). Throws ScenarioRefused with the first fault: too large or not JSON,
 * another format, anything that does not fit, and last a quantity below its contract minimum.
 */
export function readScenario(bytes: Uint8Array): Scenario {
  return checkScenario(parseScenario(bytes)).scenario;
}

/** The JSON of a scenario file's bytes. Throws ScenarioRefused with BAD_JSON. */
export function parseScenario(bytes: Uint8Array): unknown {
  refuseTooLarge(bytes.byteLength);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new ScenarioRefused('BAD_JSON', [], 'The file is not JSON text in UTF-8.');
  }
}

/** Throws ScenarioRefused with BAD_JSON for a file of so many bytes, where that is too many. */
export function refuseTooLarge(bytes: number): void {
  if (bytes > SCENARIO_FILE_LIMIT_BYTES) {
    throw new ScenarioRefused('BAD_JSON', [], `The file is larger than ${SCENARIO_FILE_LIMIT_BYTES / 1024 / 1024} MB, the most that a scenario may have.`);
  }
}

/** What a scenario file says, as it was written but with every default, and as the rules take it. */
export interface CheckedScenario {
  readonly file: ScenarioFile;
  readonly scenario: Scenario;
}

/** Checks what a scenario file holds. Throws ScenarioRefused as `readScenario` does. */
export function checkScenario(file: unknown): CheckedScenario {
  if (!isObject(file)) {
    throw new ScenarioRefused('BAD_INPUT', [], 'The scenario must be an object.');
  }
  if (!('format' in file) || file.format !== SCENARIO_FORMAT) {
    throw new ScenarioRefused('UNKNOWN_FORMAT', ['format'], `"format" must be "${SCENARIO_FORMAT}".`);
  }
  const parsed = scenarioSchema({ fewAgents: namesSources(file), storage: 'storage' in file && isObject(file.storage) }).safeParse(file);
  if (!parsed.success) {
    const { keys, message } = firstFault(parsed.error.issues, file);
    throw new ScenarioRefused('BAD_INPUT', keys, message);
  }
  refuseBelowMinimum(parsed.data, file);
  return { file: parsed.data, scenario: toScenario(parsed.data) };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Traffic of few agents: its keys make it so, where the one of many callers is absent. */
function namesSources(file: object): boolean {
  if (!('traffic' in file)) return false;
  return !exists(file.traffic, ['erlangs']) && (exists(file.traffic, ['perIdleSource']) || exists(file.traffic, ['sources']));
}

function refuseBelowMinimum(scenario: ScenarioFile, file: object): void {
  for (const [index, license] of scenario.licenses.entries()) {
    const quantity = license.newQuantity ?? license.quantity;
    if (quantity >= license.minimum) continue;
    const key = exists(file, ['licenses', index, 'newQuantity']) ? 'newQuantity' : 'quantity';
    throw new ScenarioRefused(
      'BELOW_CONTRACT_MINIMUM',
      ['licenses', index, key],
      `"${key}" is ${quantity}, below the contract minimum of ${license.minimum}.`,
    );
  }
}

function toScenario(file: ScenarioFile): Scenario {
  return {
    name: file.name,
    asOf: file.asOf,
    billingDay: file.billingDay,
    licenses: file.licenses.map((license) => ({
      type: license.type,
      quantity: license.quantity,
      newQuantity: license.newQuantity ?? license.quantity,
      scheduledQuantity: null,
      paidThisPeriod: license.paidThisPeriod ?? license.quantity,
      minimum: license.minimum,
      unitPrice: license.unitPrice,
    })),
    products: file.products,
    storage:
      file.storage === undefined || file.users === undefined
        ? null
        : { usedMb: file.storage.usedMb, activeUsers: file.users.active, unitPrice: file.storage.unitPrice },
    minutes: file.minutes ?? null,
    holdings: file.assignments ?? 'everything',
    sessions: file.sessions ?? null,
    traffic: file.traffic ?? null,
  };
}
