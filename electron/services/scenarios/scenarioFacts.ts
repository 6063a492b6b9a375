import type { z } from 'zod';
import type { scenarioFacts } from '../../../shared/contracts/scenarios.ts';
import { LICENSE_TYPES } from '../../../shared/values/licenseTypes.ts';
import type { LicenseType } from '../../../shared/values/licenseTypes.ts';
import type { ScenarioFile } from './scenarioSchema.ts';

/** A scenario without its sessions and assignments, as windows edit it. */
export type ScenarioFacts = z.output<typeof scenarioFacts>;

/** What a checked file says, with a license of each type: those it does not list stand at quantity 0 and the list price. */
export function factsOf(
  { sessions: _sessions, assignments: _assignments, traffic, licenses, notes, users, storage, minutes, ...rest }: ScenarioFile,
  listPrice: (type: LicenseType) => string,
): ScenarioFacts {
  return {
    ...rest,
    notes: notes ?? '',
    licenses: LICENSE_TYPES.map((type) => {
      const license = licenses.find((each) => each.type === type);
      if (license === undefined) return { type, quantity: 0, newQuantity: 0, unitPrice: listPrice(type), minimum: 0, paidThisPeriod: 0 };
      return { ...license, newQuantity: license.newQuantity ?? license.quantity, paidThisPeriod: license.paidThisPeriod ?? license.quantity };
    }),
    ...(users && { users }),
    ...(storage && { storage }),
    ...(minutes && { minutes }),
    ...(traffic && { traffic: trafficOf(traffic) }),
  };
}

/** In the keys of the file, which say by themselves which model it is. */
function trafficOf({ model: _model, ...keys }: NonNullable<ScenarioFile['traffic']>): NonNullable<ScenarioFacts['traffic']> {
  return keys;
}
