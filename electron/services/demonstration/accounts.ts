import type { LicenseType } from '../../../shared/values/licenseTypes.ts';
import type { FundingSourceRecord } from '../ports/records.ts';

export type AccountKey = 'headquarters' | 'remoteOffice' | 'outsideViewers';

/** A funding source as data: a card's expiry depends on today, so it is given as months from now. */
type Source = Pick<FundingSourceRecord, 'kind' | 'institution' | 'lastFour' | 'holder'> & { readonly expiresInMonths: number | null };

export interface DemonstrationAccount {
  readonly key: AccountKey;
  readonly name: string;
  readonly primary: boolean;
  readonly billingDay: number;
  readonly autoRecharge: boolean;
  /** Quantities on the account's first receipt; later ones are deeds of the story. */
  readonly firstQuantities: Readonly<Partial<Record<LicenseType, number>>>;
  /** In their order, the first is the default. */
  readonly fundingSources: readonly Source[];
}

function card(institution: string, lastFour: string, expiresInMonths: number, holder: string): Source {
  return { kind: 'card', institution, lastFour, holder, expiresInMonths };
}

function bank(institution: string, lastFour: string, holder: string): Source {
  return { kind: 'bank', institution, lastFour, holder, expiresInMonths: null };
}

/**
 * The three billing accounts. The last four digits 0002 and 0119 are the local gateway's test behaviours (declined,
 * no answer); the card that ends this month stands under Needs attention.
 */
export const ACCOUNTS: readonly DemonstrationAccount[] = [
  {
    key: 'headquarters',
    name: 'Headquarters',
    primary: true,
    billingDay: 1,
    autoRecharge: true,
    firstQuantities: { crm: 16, crmView: 1, flexPort: 2, responseLoop: 4, fax: 3 },
    fundingSources: [
      card('Visa', '4242', 31, 'Alice Brown'),
      card('Mastercard', '5100', 0, 'Samuel Okonquist'),
      card('Mastercard', '0002', 22, 'Alice Brown'),
      card('Visa', '0119', 17, 'Alice Brown'),
      bank('First Example Bank', '6789', 'Company X'),
    ],
  },
  {
    key: 'remoteOffice',
    name: 'Remote Office',
    primary: false,
    billingDay: 15,
    autoRecharge: true,
    firstQuantities: { crm: 8 },
    fundingSources: [card('Visa', '1881', 26, 'Ingrid Solheimer'), card('American Express', '0005', 9, 'Ingrid Solheimer')],
  },
  {
    key: 'outsideViewers',
    name: 'Outside Viewers',
    primary: false,
    billingDay: 31,
    autoRecharge: false,
    firstQuantities: { crmView: 3 },
    fundingSources: [card('Visa', '1111', 14, 'Alice Brown'), bank('First Example Bank', '1117', 'Company X')],
  },
];
