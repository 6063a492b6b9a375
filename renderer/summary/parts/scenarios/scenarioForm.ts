import type { Output } from '../../../../shared/contracts/index.ts';
import { LICENSE_TYPES } from '../../../../shared/values/licenseTypes.ts';
import type { LicenseType } from '../../../../shared/values/licenseTypes.ts';
import type { ProductKind } from '../../../../shared/values/products.ts';
import { plainNumber, plainPrice } from '../../../common/format/money.ts';

export type ScenarioFacts = Output<'scenarios.start'>['facts'];
export type KeptSessions = NonNullable<Output<'scenarios.start'>['kept']>;
/** In the keys of the scenario file; whether it is one is for the rules to say. */
export type ScenarioFile = Record<string, unknown>;

export interface LicenseForm {
  quantity: string;
  newQuantity: string;
  unitPrice: string;
  minimum: string;
  paidThisPeriod: string;
}

export interface MinutesForm {
  balance: string;
  /** Typed: the same for each of the 30 days. Empty: as each day was. */
  perDay: string;
  dailyUsage: readonly string[];
  autoRecharge: boolean;
  reserveDays: string;
  rechargeDays: string;
  divisorDays: string;
  leastReserve: string;
  leastRecharge: string;
}

export interface ProductForm {
  kind: ProductKind;
  description: string;
  quantity: string;
  unitPrice: string;
}

export interface TrafficForm {
  model: 'erlangB' | 'engset';
  erlangs: string;
  perIdleSource: string;
  sources: string;
  blocking: string;
}

/** A scenario as it is typed, letter by letter: a text in every box, so that nothing typed is ever lost. */
export interface ScenarioForm {
  name: string;
  notes: string;
  timeZone: string;
  asOf: string;
  billingDay: string;
  licenses: Record<LicenseType, LicenseForm>;
  users: string;
  storage: { usedMb: string; unitPrice: string } | null;
  minutes: MinutesForm | null;
  products: ProductForm[];
  traffic: TrafficForm | null;
}

const USAGE_DAYS = 30;
export const NEW_STORAGE = { usedMb: '0', unitPrice: '30.00' };
export const NEW_MINUTES: MinutesForm = { balance: '0.00', perDay: '0.00', dailyUsage: [], autoRecharge: true, reserveDays: '7', rechargeDays: '14', divisorDays: '30', leastReserve: '0.00', leastRecharge: '0.00' };
export const NEW_TRAFFIC: TrafficForm = { model: 'erlangB', erlangs: '10', perIdleSource: '0.2', sources: '20', blocking: '0.02' };

export function formOf(facts: ScenarioFacts): ScenarioForm {
  const { minutes, storage, traffic } = facts;
  return {
    name: facts.name,
    notes: facts.notes,
    timeZone: facts.timeZone,
    asOf: facts.asOf,
    billingDay: String(facts.billingDay),
    licenses: licensesOf((type) => {
      const license = facts.licenses.find((each) => each.type === type);
      const text = (value: number | undefined): string => String(value ?? 0);
      return {
        quantity: text(license?.quantity),
        newQuantity: text(license?.newQuantity),
        unitPrice: license?.unitPrice ?? '0.00',
        minimum: text(license?.minimum),
        paidThisPeriod: text(license?.paidThisPeriod),
      };
    }),
    users: facts.users === undefined ? '' : String(facts.users.active),
    storage: storage === undefined ? null : { usedMb: String(storage.usedMb), unitPrice: storage.unitPrice },
    minutes:
      minutes === undefined
        ? null
        : {
            balance: minutes.balance,
            perDay: sameEveryDay(minutes.dailyUsage) ?? '',
            dailyUsage: minutes.dailyUsage,
            autoRecharge: minutes.autoRecharge,
            reserveDays: String(minutes.reserveDays),
            rechargeDays: String(minutes.rechargeDays),
            divisorDays: String(minutes.divisorDays),
            leastReserve: minutes.leastReserve,
            leastRecharge: minutes.leastRecharge,
          },
    products: facts.products.map(({ kind, description, quantity, unitPrice }) => ({ kind, description, quantity: String(quantity), unitPrice })),
    traffic:
      traffic === undefined
        ? null
        : 'erlangs' in traffic
          ? { ...NEW_TRAFFIC, model: 'erlangB', ...traffic }
          : { ...NEW_TRAFFIC, model: 'engset', perIdleSource: traffic.perIdleSource, sources: String(traffic.sources), blocking: traffic.blocking },
  };
}

/** What was typed as a file has it: a number where a whole number is typed, else the very text, for the rules to refuse at its place. */
export function fileOf(form: ScenarioForm): ScenarioFile {
  const { minutes, storage, traffic } = form;
  return {
    format: 'billing-scenario/1',
    name: form.name,
    timeZone: form.timeZone,
    asOf: form.asOf,
    notes: form.notes,
    billingDay: whole(form.billingDay),
    licenses: LICENSE_TYPES.map((type) => {
      const { quantity, newQuantity, unitPrice, minimum, paidThisPeriod } = form.licenses[type];
      return { type, quantity: whole(quantity), newQuantity: whole(newQuantity), unitPrice: plainPrice(unitPrice), minimum: whole(minimum), paidThisPeriod: whole(paidThisPeriod) };
    }),
    ...(storage === null && form.users.trim() === '' ? {} : { users: { active: whole(form.users) } }),
    ...(storage === null ? {} : { storage: { usedMb: whole(storage.usedMb), unitPrice: plainPrice(storage.unitPrice) } }),
    ...(minutes === null
      ? {}
      : {
          minutes: {
            balance: plainPrice(minutes.balance),
            dailyUsage: minutes.perDay.trim() === '' ? minutes.dailyUsage : Array.from({ length: USAGE_DAYS }, () => plainPrice(minutes.perDay)),
            autoRecharge: minutes.autoRecharge,
            reserveDays: whole(minutes.reserveDays),
            rechargeDays: whole(minutes.rechargeDays),
            divisorDays: whole(minutes.divisorDays),
            leastReserve: plainPrice(minutes.leastReserve),
            leastRecharge: plainPrice(minutes.leastRecharge),
          },
        }),
    products: form.products.map(({ kind, description, quantity, unitPrice }) => ({ kind, description, quantity: whole(quantity), unitPrice: plainPrice(unitPrice) })),
    ...(traffic === null ? {} : { traffic: trafficFile(traffic) }),
  };
}

function trafficFile({ model, erlangs, perIdleSource, sources, blocking }: TrafficForm): object {
  return model === 'erlangB' ? { erlangs: erlangs.trim(), blocking: blocking.trim() } : { perIdleSource: perIdleSource.trim(), sources: whole(sources), blocking: blocking.trim() };
}

function licensesOf(license: (type: LicenseType) => LicenseForm): Record<LicenseType, LicenseForm> {
  // Its keys are the license types, each once.
  return Object.fromEntries(LICENSE_TYPES.map((type) => [type, license(type)])) as Record<LicenseType, LicenseForm>;
}

function whole(text: string): number | string {
  const plain = plainNumber(text);
  return /^-?\d{1,15}$/.test(plain) ? Number(plain) : text;
}

function sameEveryDay(days: readonly string[]): string | null {
  const [first] = days;
  return first !== undefined && days.length === USAGE_DAYS && days.every((day) => day === first) ? first : null;
}

/** The place of a license's box in a refusal of the file. */
export function licensePath(type: LicenseType, field: keyof LicenseForm): string {
  return `/licenses/${LICENSE_TYPES.indexOf(type)}/${field}`;
}
