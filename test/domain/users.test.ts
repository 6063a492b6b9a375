import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvLine, guardCell, unguardCell } from '../../electron/domain/csvText.ts';
import { checkLicenseSet } from '../../electron/domain/licenseSet.ts';
import { usableTools } from '../../electron/domain/userTools.ts';
import type { LicenseType } from '../../shared/values/licenseTypes.ts';

describe('tools that a user can start', () => {
  const tools = (...held: LicenseType[]) => usableTools(new Set(held));
  test('none without crm, whatever else is held', () => {
    expect(tools()).toEqual([]);
    expect(tools('crmView')).toEqual([]);
    expect(tools('powerDialer', 'flexPort')).toEqual([]);
  });
  test('a tool needs all of its licenses', () => {
    expect(tools('crm')).toEqual([]);
    expect(tools('crm', 'powerDialer')).toEqual(['powerDialer']);
    expect(tools('crm', 'flexPort')).toEqual(['jabberDog']);
    expect(tools('crm', 'inbound')).toEqual([]);
    expect(tools('crm', 'inbound', 'flexPort')).toEqual(['jabberDog', 'inbound']);
    expect(tools('crm', 'powerDialer', 'flexPort', 'inbound', 'fax')).toEqual(['powerDialer', 'voicemailDrop', 'jabberDog', 'inbound', 'blend', 'fax']);
  });
  test('recording is nobody’s', () => {
    expect(tools('crm', 'recordingPort')).toEqual([]);
  });
});

test.each([
  [[], true, 'allowed'],
  [[], false, 'allowed'],
  [['crm', 'fax'], true, 'allowed'],
  [['crm'], false, 'inactiveUser'],
  [['fax'], true, 'needsCrm'],
  [['crmView'], true, 'allowed'],
  [['crmView', 'crm'], true, 'crmViewAlone'],
] as const)('one user with %j, active %s: %s', (held, active, kind) => {
  expect(checkLicenseSet(new Set(held), active)).toEqual({ kind });
});

describe('CSV texts', () => {
  test.each([['=1+1', "'=1+1"], ['+49', "'+49"], ['-x', "'-x"], ['@a', "'@a"], ['\tx', "'\tx"], ["'=1", "''=1"], ["'t Hooft", "'t Hooft"], ['a=b', 'a=b'], ['', '']])('%j is written %j', (text, written) => {
    expect(guardCell(text)).toBe(written);
  });
  test('property: out and in again is exact', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.stringMatching(/^'{0,3}[=+\-@]?x?$/)), (text) => unguardCell(guardCell(text)) === text));
  });
  test('property: nothing written begins like a formula', () => {
    fc.assert(fc.property(fc.string(), (text) => !/^[=+\-@\t\r\0]/.test(guardCell(text))));
  });
  test('quotes what must be quoted', () => {
    expect(csvLine(['a', 'b,c', 'say "x"', 'two\nlines'])).toBe('a,"b,c","say ""x""","two\nlines"\r\n');
  });
});
