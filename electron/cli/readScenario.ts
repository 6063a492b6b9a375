import type { Scenario } from '../domain/scenario.ts';
import { exists, firstFault } from './firstFault.ts';
import { ScenarioRefused } from './quoteFault.ts';
import { engsetScenario, erlangBScenario, type ScenarioFile } from './scenarioSchema.ts';

const FORMAT = 'billing-scenario/1';

/**
 * Reads a scenario file's bytes (SPEC section 13). Throws ScenarioRefused with the first fault: not JSON, another
 * format, anything that does not fit, and last a quantity below its contract minimum.
 */
export function readScenario(bytes: Uint8Array): Scenario {
  const file = parseJson(bytes);
  if (typeof file !== 'object' || file === null || Array.isArray(file)) {
    throw new ScenarioRefused('BAD_INPUT', [], 'The scenario must be an object.');
  }
  if (!('format' in file) || file.format !== FORMAT) {
    throw new ScenarioRefused('UNKNOWN_FORMAT', ['format'], `"format" must be "${FORMAT}".`);
  }
  const schema = namesSources(file) ? engsetScenario : erlangBScenario;
  const parsed = schema.safeParse(file);
  if (!parsed.success) {
    const { keys, message } = firstFault(parsed.error.issues, file);
    throw new ScenarioRefused('BAD_INPUT', keys, message);
  }
  refuseBelowMinimum(parsed.data, file);
  return toScenario(parsed.data);
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new ScenarioRefused('BAD_JSON', [], 'The file is not JSON text in UTF-8.');
  }
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
