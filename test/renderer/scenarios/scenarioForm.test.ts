import { describe, expect, it } from 'vitest';
import { decimalProblem, problemText, refusalText, wholeProblem } from '../../../renderer/summary/parts/scenarios/problemText.ts';
import { fileOf, formOf, licensePath } from '../../../renderer/summary/parts/scenarios/scenarioForm.ts';
import type { ScenarioFacts } from '../../../renderer/summary/parts/scenarios/scenarioForm.ts';
import { LICENSE_TYPES } from '../../../shared/values/licenseTypes.ts';

const FACTS: ScenarioFacts = {
  format: 'billing-scenario/1',
  name: 'Company X',
  timeZone: 'America/Denver',
  asOf: '2014-03-15',
  notes: '',
  billingDay: 1,
  licenses: LICENSE_TYPES.map((type) => ({ type, quantity: 15, newQuantity: 18, unitPrice: '50.00', minimum: 0, paidThisPeriod: 15 })),
  users: { active: 35 },
  storage: { usedMb: 1900, unitPrice: '30.00' },
  minutes: { balance: '25.00', dailyUsage: ['4.00', '5.123456'], autoRecharge: true, reserveDays: 7, rechargeDays: 14, divisorDays: 30, leastReserve: '0.00', leastRecharge: '0.00' },
  products: [{ kind: 'training', description: 'Course', quantity: 1, unitPrice: '500.00' }],
  traffic: { perIdleSource: '0.2', sources: 10, blocking: '0.02' },
};

describe('a scenario as it is typed', () => {
  it('gives the file it was made from', () => expect(fileOf(formOf(FACTS))).toEqual(FACTS));

  it('leaves out the sections that the file leaves out', () => {
    const { format, name, timeZone, asOf, notes, billingDay, licenses, products } = FACTS;
    const bare = { format, name, timeZone, asOf, notes, billingDay, licenses, products };
    expect(fileOf(formOf(bare))).toEqual(bare);
  });

  it('hands over what is no number as the text it is, for the rules to refuse', () => {
    const form = formOf(FACTS);
    form.licenses.fax.newQuantity = 'many';
    form.licenses.crm.newQuantity = ' 1,200 ';
    form.licenses.crm.unitPrice = '$1,250.50';
    const { licenses } = fileOf(form);
    expect(licenses).toMatchObject([{ type: 'crm', newQuantity: 1200, unitPrice: '1250.50' }, {}, {}, {}, {}, {}, { type: 'fax', newQuantity: 'many' }, {}]);
    expect(licensePath('fax', 'newQuantity')).toBe('/licenses/6/newQuantity');
  });

  it('takes one amount for each of the last 30 days', () => {
    const form = formOf(FACTS);
    if (form.minutes !== null) form.minutes.perDay = '6.00';
    expect(fileOf(form)).toMatchObject({ minutes: { dailyUsage: Array.from({ length: 30 }, () => '6.00') } });
    expect(formOf({ ...FACTS, minutes: { ...FACTS.minutes, dailyUsage: Array.from({ length: 30 }, () => '6.00') } as NonNullable<ScenarioFacts['minutes']> }).minutes?.perDay).toBe('6.00');
  });
});

describe('a refusal', () => {
  const refusal = { code: 'BAD_INPUT', path: '/licenses/0/unitPrice', message: '"unitPrice" must be a decimal number in quotes, such as "50.00", with at most 15 digits before the point.' } as const;

  it('is told at its place, in the words of the box', () => {
    expect(problemText(refusal, '/licenses/0/unitPrice', 'The price')).toBe('The price must be a decimal number, such as 50.00, with at most 15 digits before the point.');
    expect(problemText(refusal, '/licenses/1/unitPrice', 'The price')).toBeNull();
    expect(problemText(null, '/name', 'The name')).toBeNull();
  });

  it('of an entry is told at its list', () => {
    const entry = { code: 'BAD_INPUT', path: '/minutes/dailyUsage/0', message: 'Entry 1 of "dailyUsage" must be a decimal number in quotes.' } as const;
    expect(problemText(entry, '/minutes/dailyUsage', 'Used each day')).toBe('Used each day must be a decimal number in quotes.');
  });
});

describe('a wrong box', () => {
  it('is told by itself where it holds no whole number', () => {
    for (const typed of ['0', ' 1,200 ', '999999999999999']) expect(wholeProblem(typed, 'CRM of Scenario 1')).toBeNull();
    for (const typed of ['', '-4', '1.5', 'many']) expect(wholeProblem(typed, 'CRM of Scenario 1')).toBe('CRM of Scenario 1: type a whole number, 0 or more.');
  });

  it('is told by itself where it holds no decimal number', () => {
    for (const typed of ['0', '50.00', '$1,250.50', '-1', '0.02']) expect(decimalProblem(typed, 'Balance')).toBeNull();
    for (const typed of ['', 'cheap', '1.', '1e3']) expect(decimalProblem(typed, 'Balance')).toBe('Balance must be a decimal number, such as 50.00.');
  });

  it('is named in words where its sentence stands elsewhere', () => {
    const words = (path: string, key: string): string => refusalText({ code: 'BAD_INPUT', path, message: `"${key}" must be fit.` });
    expect(words('/licenses/0/newQuantity', 'newQuantity')).toBe('CRM must be fit.');
    expect(words('/licenses/0/unitPrice', 'unitPrice')).toBe('CRM: price a month must be fit.');
    expect(words('/products/1/quantity', 'quantity')).toBe('Product 2: quantity must be fit.');
    expect(words('/minutes/reserveDays', 'reserveDays')).toBe('Reserve days must be fit.');
    expect(words('/other/0', 'other')).toBe('What is typed must be fit.');
  });
});
