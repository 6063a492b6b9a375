import { expect, test } from 'vitest';
import type { ChargeService } from '../../../electron/services/charges/chargeService.ts';
import { createRechargeService } from '../../../electron/services/minutes/rechargeCycles.ts';
import type { DataFile } from '../../../electron/services/ports/dataFile.ts';
import type { PaymentGateway } from '../../../electron/services/ports/outside.ts';
import { anAccount } from '../../support/builders.ts';
import { fakeClock } from '../../support/fakeClock.ts';
import { fillSmall, testDataFile } from '../../support/testDatabase.ts';

const unused = (): never => {
  throw new Error('Nothing is charged here.');
};
const charges: ChargeService = { charge: unused, save: unused, send: unused, settle: unused };
const gateway: PaymentGateway = { charge: unused, whatBecameOf: unused, keepReceipt: unused, history: unused, describeTestSource: () => null };

test('a new day whose stamps could not be written is done again', async () => {
  const whole = await testDataFile((file, tx) => {
    fillSmall(file, tx);
    file.accounts.insertTx(tx, anAccount({ name: 'Dialing', primary: false, autoRecharge: true, leastReserve: '10.00', leastRecharge: '20.00' }));
  });
  let broken = true;
  const file: DataFile = {
    ...whole,
    write: (work) => {
      if (broken) throw new Error('The disk is full.');
      return whole.write(work);
    },
  };
  const service = createRechargeService({ clock: fakeClock('2026-03-15T18:00:00.000Z'), publish: () => undefined, tell: () => undefined, charges });
  expect(() => service.stampNewDay({ file, gateway })).toThrow('full');
  broken = false;
  service.stampNewDay({ file, gateway });
  expect(file.recharges.stateOf(2)?.dueSince).toBe(Date.parse('2026-03-15T18:00:00.000Z'));
  whole.close();
});
