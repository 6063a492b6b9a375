import { assertNever } from '../../../shared/values/assertNever.ts';
import { LICENSE_TYPE_TEXT } from '../../../shared/values/licenseTypes.ts';
import type { LicenseType } from '../../../shared/values/licenseTypes.ts';
import { billingPeriod } from '../../domain/billingPeriod.ts';
import type { BillingPeriod } from '../../domain/billingPeriod.ts';
import { effectiveQuantity, planQuantityChange } from '../../domain/quantityChange.ts';
import { chosenMinutesLine, productLine } from '../../domain/pricedLine.ts';
import { dollars } from '../attention/words.ts';
import type { ChargeEffect } from '../charges/chargeEffect.ts';
import { lineOutput, totalOf } from '../lineOutput.ts';
import { minutesBought } from '../minutes/minutesBought.ts';
import type { ActivityChange } from '../ports/records.ts';
import { everyType, licensePrice, listPrice } from '../pricing.ts';
import { accountOf, declinedTx, fullName, operatorOf, payTx } from './books.ts';
import type { Books } from './books.ts';
import { dayOf } from './calendar.ts';
import type { Happening, SettledDeed } from './happening.ts';
import type { ProductSold } from './story.ts';

type DeedDone = Extract<Happening, { readonly what: 'deed' }>;

/** The order before its payment was declined, in milliseconds. */
const SECOND_TRY_AFTER = 120_000;

interface Scene {
  readonly accountId: number;
  readonly today: string;
  readonly period: BillingPeriod;
  readonly nextBillingDate: string;
}

/** Enters what an operator accepted: charge, receipt, licenses, ledger and activity (SPEC sections 2, 4, 7 and 9). */
export function enterDeedTx(books: Books, { at, account, by, payWith, deed }: DeedDone): void {
  const { id: accountId, billingDay, nextBillingDate } = accountOf(books, account);
  const operator = operatorOf(books, by);
  const today = dayOf(at);
  const scene = { accountId, today, period: billingPeriod(today, billingDay), nextBillingDate };
  const effect: ChargeEffect = {
    accountId,
    receiptPeriod: scene.period,
    assignments: [],
    newPeriod: null,
    operatorId: operator.id,
    who: fullName(operator),
    ...whatFollows(books, scene, deed),
  };
  const chargeId = `${books.file.company.fileId}:${accountId}:accept:${at}`;
  if (deed.do === 'setQuantities' && deed.declinedFirst !== undefined) {
    declinedTx(books, effect, { at: at - SECOND_TRY_AFTER, chargeId: `${chargeId}:first`, payWith: deed.declinedFirst });
  }
  const receiptNumber = payTx(books, effect, { at, chargeId, payWith });
  if (deed.do === 'startMinutes' || deed.do === 'buyMinutes') {
    books.ledger.push(minutesBought({ accountId, at, amount: deed.amount, receiptNumber, note: 'Purchased' }));
  }
}

type Consequences = Pick<ChargeEffect, 'kind' | 'lines' | 'total' | 'licenses' | 'what' | 'changes'>;

function whatFollows(books: Books, scene: Scene, deed: SettledDeed): Consequences {
  switch (deed.do) {
    case 'setQuantities':
      return newQuantities(books, scene, deed.quantities);
    case 'buyProducts':
      return products(books, scene, deed.products);
    case 'startMinutes':
      return minutes(books, scene, deed.amount, [{ label: 'Automatic recharge', before: 'Off', after: 'On' }]);
    case 'buyMinutes':
      return minutes(books, scene, deed.amount, []);
    case 'agree':
      return agreement(books, scene, deed);
    default:
      return assertNever(deed);
  }
}

function newQuantities({ file }: Books, scene: Scene, quantities: Readonly<Partial<Record<LicenseType, number>>>): Consequences {
  const prices = file.prices.inForce(scene.today);
  const planned = everyType(scene.accountId, file.licenses.byAccount(scene.accountId)).flatMap((license) => {
    const newQuantity = quantities[license.type];
    if (newQuantity === undefined) return [];
    const change = planQuantityChange({ ...license, unitPrice: licensePrice(prices, license), newQuantity }, scene.period);
    return [{ before: license, after: { ...license, ...change.next }, line: change.line }];
  });
  const lines = planned.flatMap(({ line }) => (line === null ? [] : [line]));
  return {
    kind: 'licensesAdded',
    lines: lines.map(lineOutput),
    total: totalOf(lines),
    licenses: planned.map(({ after }) => after),
    what: 'Changed service licenses',
    changes: planned.map(({ before, after }) => ({
      label: LICENSE_TYPE_TEXT[before.type].name,
      before: String(effectiveQuantity(before)),
      after: after.scheduledQuantity === null ? String(after.quantity) : `${after.scheduledQuantity} from ${scene.nextBillingDate}`,
    })),
  };
}

function products({ file }: Books, scene: Scene, sold: readonly ProductSold[]): Consequences {
  const prices = file.prices.inForce(scene.today);
  const lines = sold.map(({ kind, description, quantity, unitPrice }) =>
    productLine(kind, description, quantity, unitPrice ?? listPrice(prices, kind), scene.today),
  );
  const outputs = lines.map(lineOutput);
  return {
    kind: 'products',
    lines: outputs,
    total: totalOf(lines),
    licenses: [],
    what: 'Bought products',
    changes: outputs.map(({ name, description, quantity, amount }) => ({
      label: name,
      before: null,
      after: `${quantity} × ${description}, ${dollars(amount)}`,
    })),
  };
}

function minutes({ file }: Books, scene: Scene, amount: string, changes: readonly ActivityChange[]): Consequences {
  const line = chosenMinutesLine(amount, listPrice(file.prices.inForce(scene.today), 'minute'));
  return {
    kind: 'minutes',
    lines: [lineOutput(line)],
    total: totalOf([line]),
    licenses: [],
    what: 'Bought dialer minutes',
    changes: [{ label: 'Dialer minutes', before: null, after: dollars(amount) }, ...changes],
  };
}

function agreement({ file }: Books, scene: Scene, { type, minimum, contractPrice }: Extract<SettledDeed, { do: 'agree' }>): Consequences {
  const license = everyType(scene.accountId, file.licenses.byAccount(scene.accountId)).find((one) => one.type === type);
  if (license === undefined) throw new Error(`There is no license type ${type}`);
  const { name } = LICENSE_TYPE_TEXT[type];
  const asText = (price: string | null): string => (price === null ? 'List price' : dollars(price));
  return {
    kind: 'licensesAdded',
    lines: [],
    total: '0.00',
    licenses: [{ ...license, minimum, contractPrice }],
    what: 'Entered a contract agreement',
    changes: [
      { label: `${name}, contract minimum`, before: String(license.minimum), after: String(minimum) },
      { label: `${name}, price`, before: asText(license.contractPrice), after: asText(contractPrice) },
    ].filter(({ before, after }) => before !== after),
  };
}
