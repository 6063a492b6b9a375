import type { LicenseType } from '../../../shared/values/licenseTypes.ts';
import type { ProductKind } from '../../../shared/values/products.ts';
import type { AccountKey } from './accounts.ts';

/** One non-recurring product; without a price of its own it is sold at the list price of the day. */
export interface ProductSold {
  readonly kind: ProductKind;
  readonly description: string;
  readonly quantity: number;
  readonly unitPrice?: string;
}

/** What somebody does in Billing Desk. */
export type Deed =
  | { readonly do: 'setQuantities'; readonly quantities: Readonly<Partial<Record<LicenseType, number>>>; readonly declinedFirst?: string }
  | { readonly do: 'buyProducts'; readonly products: readonly ProductSold[] }
  | { readonly do: 'buyMinutes'; readonly amount: string }
  /** The first purchase of minutes, with the automatic recharge switched on; its amount is chosen by `rechargeHistory`. */
  | { readonly do: 'startMinutes' }
  | { readonly do: 'agree'; readonly type: LicenseType; readonly minimum: number; readonly contractPrice: string | null };

export interface StoryEntry {
  /** Days before today; a day of the weekend moves to the Friday before it. */
  readonly daysAgo: number;
  /** Local time, HH:MM. */
  readonly time: string;
  readonly account: AccountKey;
  /** The operator's last name. */
  readonly by: string;
  /** The last four digits of the funding source; the default one where it is left out. */
  readonly payWith?: string;
  readonly deed: Deed;
}

/** The day on which the dialer goes live; its usage begins the day after. */
export const DIALER_STARTS_DAYS_AGO = 91;

type Rest = Omit<StoryEntry, 'account' | 'by' | 'daysAgo' | 'time'>;
const at = (account: AccountKey, by: string) => (daysAgo: number, time: string, rest: Rest): StoryEntry => ({ daysAgo, time, account, by, ...rest });
const alice = at('headquarters', 'Brown');
const samuel = at('headquarters', 'Okonquist');
const ingrid = at('remoteOffice', 'Solheimer');
const aliceForViewers = at('outsideViewers', 'Brown');

/** Half a year of a growing company. Everything that the billing system does by itself is not here: it follows from the rules. */
export const STORY: readonly StoryEntry[] = [
  alice(178, '10:05', { deed: { do: 'buyProducts', products: [
    { kind: 'implementation', description: 'Moving the old contact database', quantity: 1 },
    { kind: 'training', description: 'Admin course', quantity: 1 },
  ] } }),
  alice(150, '10:14', { deed: { do: 'setQuantities', quantities: { crm: 17 } } }),
  samuel(145, '14:32', { deed: { do: 'buyProducts', products: [{ kind: 'training', description: 'Sales onboarding course', quantity: 1 }] } }),
  ingrid(130, '09:41', { deed: { do: 'setQuantities', quantities: { crm: 9 } } }),
  aliceForViewers(120, '11:20', { deed: { do: 'setQuantities', quantities: { crmView: 5 } } }),
  aliceForViewers(116, '15:48', { deed: { do: 'buyProducts', products: [{ kind: 'consulting', description: 'Report design for clients', quantity: 2 }] } }),
  alice(112, '09:26', { payWith: '5100', deed: { do: 'setQuantities', quantities: { crm: 19, responseLoop: 5 } } }),
  alice(94, '10:52', { deed: { do: 'buyProducts', products: [
    { kind: 'implementation', description: 'Dialer set-up in both offices', quantity: 1 },
    { kind: 'consulting', description: 'Call flow review, hours', quantity: 2 },
  ] } }),
  alice(DIALER_STARTS_DAYS_AGO, '09:02', { deed: { do: 'setQuantities', quantities: { powerDialer: 10, flexPort: 6, inbound: 2, recordingPort: 2 } } }),
  alice(DIALER_STARTS_DAYS_AGO, '09:10', { deed: { do: 'agree', type: 'powerDialer', minimum: 10, contractPrice: null } }),
  alice(DIALER_STARTS_DAYS_AGO, '09:18', { deed: { do: 'startMinutes' } }),
  ingrid(DIALER_STARTS_DAYS_AGO, '09:30', { deed: { do: 'agree', type: 'powerDialer', minimum: 0, contractPrice: '85.00' } }),
  ingrid(DIALER_STARTS_DAYS_AGO, '09:33', { deed: { do: 'setQuantities', quantities: { powerDialer: 3, flexPort: 2, recordingPort: 1 } } }),
  ingrid(DIALER_STARTS_DAYS_AGO, '09:40', { deed: { do: 'startMinutes' } }),
  ingrid(88, '13:15', { deed: { do: 'buyProducts', products: [{ kind: 'training', description: 'Dialer training for two shifts', quantity: 1 }] } }),
  ingrid(70, '10:08', { payWith: '0005', deed: { do: 'setQuantities', quantities: { crm: 11, powerDialer: 4 } } }),
  alice(63, '16:21', { deed: { do: 'setQuantities', quantities: { crm: 21, powerDialer: 11 }, declinedFirst: '0002' } }),
  alice(60, '11:37', { deed: { do: 'buyProducts', products: [
    { kind: 'consulting', description: 'ELF workflow clean-up, hours', quantity: 3 },
    { kind: 'contractAdjustment', description: 'Goodwill for the slow start of the dialer', quantity: 1, unitPrice: '-75.00' },
  ] } }),
  aliceForViewers(55, '10:44', { deed: { do: 'setQuantities', quantities: { crmView: 6 } } }),
  samuel(47, '09:12', { deed: { do: 'buyMinutes', amount: '60.00' } }),
  ingrid(45, '14:03', { deed: { do: 'setQuantities', quantities: { flexPort: 3, inbound: 1 } } }),
  alice(40, '15:30', { deed: { do: 'setQuantities', quantities: { fax: 2 } } }),
  ingrid(34, '08:57', { deed: { do: 'buyMinutes', amount: '80.00' } }),
  samuel(33, '13:24', { deed: { do: 'buyProducts', products: [{ kind: 'serviceFee', description: 'Data export for the auditors', quantity: 1 }] } }),
  alice(29, '09:49', { deed: { do: 'setQuantities', quantities: { crm: 22, flexPort: 8, responseLoop: 6 } } }),
  alice(12, '10:31', { deed: { do: 'setQuantities', quantities: { powerDialer: 12, inbound: 3, recordingPort: 4 } } }),
  alice(8, '14:17', { deed: { do: 'buyProducts', products: [{ kind: 'training', description: 'Course for new managers', quantity: 1 }] } }),
];

/** The cut that waits for the Remote Office's next billing date, the day after its last bill: a colleague has left. */
export const WAITING_CUT = { account: 'remoteOffice', by: 'Solheimer', quantities: { crm: 10 } } as const;
