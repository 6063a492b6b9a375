import { expect, it } from 'vitest';
import { SHIPPED_GROUPS } from '../../../shared/values/capabilities.ts';
import { aUser } from '../../support/builders.ts';
import { testDataFile } from '../../support/testDatabase.ts';

it('lists the shipped groups first, then the others by name, each with its capabilities in their order', async () => {
  const file = await testDataFile();
  file.write((tx) => {
    file.groups.insertTx(tx, { name: 'sales', capabilities: ['makeScenarios', 'viewBilling'] });
    file.groups.insertTx(tx, { name: 'Audit', capabilities: [] });
  });
  expect(file.groups.all()).toEqual([
    ...SHIPPED_GROUPS.map((group) => ({ ...group, shipped: true })),
    { id: 5, name: 'Audit', shipped: false, capabilities: [] },
    { id: 4, name: 'sales', shipped: false, capabilities: ['viewBilling', 'makeScenarios'] },
  ]);
  expect(file.groups.byId(4)?.name).toBe('sales');
  expect(file.groups.byId(9)).toBeNull();
  file.close();
});

it('changes and removes a group, but no shipped one, and none with members', async () => {
  const file = await testDataFile();
  const id = file.write((tx) => file.groups.insertTx(tx, { name: 'Sales', capabilities: ['viewBilling'] }));
  file.write((tx) => { file.groups.updateTx(tx, { id, name: 'Selling', capabilities: ['makeScenarios'] }); });
  expect(file.groups.byId(id)).toEqual({ id, name: 'Selling', shipped: false, capabilities: ['makeScenarios'] });
  expect(() => { file.write((tx) => { file.groups.updateTx(tx, { id: 2, name: 'x', capabilities: [] }); }); }).toThrow('shipped');
  expect(() => { file.write((tx) => { file.groups.removeTx(tx, 2); }); }).toThrow('shipped');
  const member = file.write((tx) => file.users.insertTx(tx, aUser({ email: 'b@example.com', groupId: id, active: false })));
  expect(file.groups.memberCounts()).toEqual(new Map([[1, 1], [id, 1]]));
  expect(() => { file.write((tx) => { file.groups.removeTx(tx, id); }); }).toThrow('FOREIGN KEY');
  expect(file.users.byId(member)?.groupId).toBe(id);
  const unused = file.write((tx) => file.groups.insertTx(tx, { name: 'Unused', capabilities: ['viewBilling'] }));
  file.write((tx) => { file.groups.removeTx(tx, unused); });
  expect(file.groups.byId(unused)).toBeNull();
  file.close();
});

it('refuses a second group of one name, in any letters', async () => {
  const file = await testDataFile();
  expect(() => file.write((tx) => file.groups.insertTx(tx, { name: 'BILLING viewer', capabilities: [] }))).toThrow('permission_groups_name');
  file.close();
});
