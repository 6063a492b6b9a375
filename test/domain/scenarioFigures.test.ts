import { describe, expect, it } from 'vitest';
import { quoteScenario } from '../../electron/domain/quote.ts';
import { scenarioDifference } from '../../electron/domain/scenarioDifference.ts';
import { scenarioFigures } from '../../electron/domain/scenarioFigures.ts';
import type { ScenarioFigure } from '../../electron/domain/scenarioFigures.ts';
import type { Scenario, ScenarioLicense } from '../../electron/domain/scenario.ts';
import { shiftSessions } from '../../electron/domain/scenarioShift.ts';

const crm = (newQuantity: number): ScenarioLicense => ({ type: 'crm', quantity: 15, newQuantity, scheduledQuantity: null, paidThisPeriod: 15, minimum: 0, unitPrice: '50.00' });
const scenario = (over: Partial<Scenario> = {}): Scenario => ({
  name: 'X',
  asOf: '2014-03-15',
  billingDay: 1,
  licenses: [crm(15)],
  products: [],
  storage: { usedMb: 1900, activeUsers: 35, unitPrice: '30.00' },
  minutes: null,
  holdings: 'everything',
  sessions: null,
  traffic: null,
  ...over,
});
const figure = (of: Scenario, key: ScenarioFigure['key']): ScenarioFigure => {
  const found = scenarioFigures(of, quoteScenario(of)).find((each) => each.key === key);
  if (found === undefined) throw new Error(`There is no figure ${key}`);
  return found;
};

describe('figures', () => {
  it('say what they are made of', () => {
    const more = scenario({ licenses: [crm(18)], products: [{ kind: 'training', description: 'Course', quantity: 1, unitPrice: '500.00' }] });
    expect(figure(more, 'chargedNow')).toMatchObject({
      value: '582.26',
      explanation: {
        inputs: [
          { label: 'Billing period', value: '2014-03-01 to 2014-03-31' },
          { label: 'Days left in the period, today included', value: '17 of 31' },
          { label: 'CRM', value: '3 × 50.00, 17 of 31 days = 82.26' },
          { label: 'Training, Course', value: '1 × 500.00 = 500.00' },
        ],
        calculation: '82.26 + 500.00 = 582.26',
      },
    });
    expect(figure(more, 'monthly').explanation.calculation).toBe('900.00 + 30.00 = 930.00');
    expect(figure(more, 'firstYear').explanation.calculation).toBe('582.26 + 12 × 930.00 = 11742.26');
  });

  it('leave out what the scenario has no input for', () => {
    const bare = scenario({ storage: null });
    expect(scenarioFigures(bare, quoteScenario(bare)).map(({ key }) => key)).toEqual(['chargedNow', 'monthly', 'firstYear']);
  });

  it('name the pools that are short, and count lockouts by cause', () => {
    const sessions = ['ann', 'bo', 'cy'].map((user) => ({ user, tool: 'powerDialer' as const, start: '2014-03-17T08:00', end: '2014-03-17T09:00' }));
    const holdings = new Map([['ann', new Set(['crm', 'powerDialer'] as const)], ['bo', new Set(['crm', 'powerDialer'] as const)], ['cy', new Set(['crm'] as const)]]);
    const played = scenario({ sessions, holdings, licenses: [{ ...crm(1), type: 'powerDialer' }] });
    expect(figure(played, 'seats.powerDialer')).toMatchObject({ value: '2', note: 'of 1, 1 short', explanation: { inputs: expect.arrayContaining([{ label: 'Needed at one time', value: '2' }, { label: 'First at', value: '2014-03-17 08:00' }]) } });
    expect(figure(played, 'lockouts').explanation).toMatchObject({
      inputs: [
        { label: 'All PowerDialer seats in use', value: '1' },
        { label: 'PowerDialer not assigned', value: '1' },
      ],
      calculation: '1 + 1 = 2',
    });
  });
});

describe('differences', () => {
  it('name each input that is not the same, and give the amount', () => {
    const fewer = scenario({ licenses: [crm(10)] });
    expect(scenarioDifference(figure(scenario(), 'monthly'), figure(fewer, 'monthly'))).toEqual({
      value: '-250.00',
      tone: 'better',
      explanation: {
        rule: 'The difference from today comes from what differs in this:',
        inputs: [
          { label: 'CRM', value: '15 × 50.00 = 750.00 → 10 × 50.00 = 500.00' },
          { label: 'Today', value: '780.00' },
          { label: 'Here', value: '530.00' },
        ],
        calculation: '530.00 − 780.00 = -250.00',
      },
    });
  });

  it('of nothing are zero and neither good nor bad', () => {
    const same = figure(scenario(), 'monthly');
    expect(scenarioDifference(same, same)).toMatchObject({ value: '0.00', tone: 'same', explanation: { inputs: [{ label: 'Today', value: '780.00' }, { label: 'Here', value: '780.00' }] } });
  });

  it('keep apart two products of the same name', () => {
    const course = { kind: 'training' as const, description: 'Course', quantity: 1, unitPrice: '500.00' };
    const [one, two] = [scenario({ products: [course] }), scenario({ products: [course, course] })];
    expect(scenarioDifference(figure(one, 'chargedNow'), figure(two, 'chargedNow')).explanation.inputs).toEqual([
      { label: 'Training, Course', value: 'none → 1 × 500.00 = 500.00' },
      { label: 'Today', value: '500.00' },
      { label: 'Here', value: '1000.00' },
    ]);
  });
});

describe('a shift', () => {
  it('gives each of its people a session on its weekdays, over midnight where it ends earlier than it begins', () => {
    const night = shiftSessions({ users: ['a', 'b'], tool: 'fax', weekdays: [0, 6], start: '22:00', end: '06:00', from: '2026-11-09', weeks: 1 });
    expect(night.map(({ user, start, end }) => `${user} ${start} ${end}`)).toEqual([
      'a 2026-11-09T22:00 2026-11-10T06:00',
      'b 2026-11-09T22:00 2026-11-10T06:00',
      'a 2026-11-15T22:00 2026-11-16T06:00',
      'b 2026-11-15T22:00 2026-11-16T06:00',
    ]);
  });
});
