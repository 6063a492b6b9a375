import { describe, expect, it } from 'vitest';
import type { LicenseType } from '../../shared/values/licenseTypes.ts';
import {
  baseLicense,
  checkQuantity,
  checkUnits,
  elfServes,
  paidUnused,
  usableLicenses,
} from '../../electron/domain/licenseRules.ts';

const holds = (...types: LicenseType[]): ReadonlySet<LicenseType> => new Set(types);

describe('base license', () => {
  it('is crm, else crmView, else none', () => {
    expect(baseLicense(holds('crm', 'fax'))).toBe('crm');
    expect(baseLicense(holds('crmView'))).toBe('crmView');
    expect(baseLicense(holds('fax'))).toBeNull();
  });

  it('decides what can be used', () => {
    expect(usableLicenses(holds('fax', 'crm', 'responseLoop'))).toEqual(['crm', 'responseLoop', 'fax']);
    expect(usableLicenses(holds('fax', 'crmView'))).toEqual(['crmView']);
    expect(usableLicenses(holds('fax'))).toEqual([]);
  });

  it('is needed for the ELF too', () => {
    expect(elfServes(holds('crm', 'responseLoop'))).toBe(true);
    expect(elfServes(holds('crm'))).toBe(false);
    expect(elfServes(holds('responseLoop'))).toBe(false);
  });
});

describe('units', () => {
  it('cover the assigned users of types that are not pooled', () => {
    expect(checkUnits({ type: 'crm', quantity: 10, scheduledQuantity: null }, 10)).toEqual({ kind: 'enough' });
    expect(checkUnits({ type: 'crm', quantity: 10, scheduledQuantity: null }, 13)).toEqual({ kind: 'short', by: 3, scheduled: false });
  });

  it('cover them after a cut already scheduled', () => {
    expect(checkUnits({ type: 'responseLoop', quantity: 10, scheduledQuantity: 8 }, 9)).toEqual({ kind: 'short', by: 1, scheduled: true });
    expect(checkUnits({ type: 'responseLoop', quantity: 10, scheduledQuantity: 8 }, 8)).toEqual({ kind: 'enough' });
  });

  it('may be exceeded in pools', () => {
    expect(checkUnits({ type: 'flexPort', quantity: 1, scheduledQuantity: null }, 50)).toEqual({ kind: 'enough' });
  });
});

describe('quantities', () => {
  it('do not go below the contract minimum, pooled or not', () => {
    expect(checkQuantity({ type: 'flexPort', minimum: 5 }, 3, 0)).toEqual({ kind: 'belowContractMinimum', minimum: 5, short: 2 });
    expect(checkQuantity({ type: 'crm', minimum: 5 }, 3, 9)).toEqual({ kind: 'belowContractMinimum', minimum: 5, short: 2 });
    expect(checkQuantity({ type: 'flexPort', minimum: 5 }, 5, 0)).toEqual({ kind: 'allowed' });
  });

  it('do not go below the assigned users unless pooled', () => {
    expect(checkQuantity({ type: 'crm', minimum: 0 }, 7, 9)).toEqual({ kind: 'belowAssigned', assigned: 9, short: 2 });
    expect(checkQuantity({ type: 'crm', minimum: 0 }, 9, 9)).toEqual({ kind: 'allowed' });
    expect(checkQuantity({ type: 'powerDialer', minimum: 0 }, 7, 9)).toEqual({ kind: 'allowed' });
  });

  it('may be paid for and held by nobody', () => {
    expect(paidUnused('crm', 10, 7)).toBe(3);
    expect(paidUnused('crm', 10, 12)).toBe(0);
    expect(paidUnused('flexPort', 10, 7)).toBeNull();
  });
});
