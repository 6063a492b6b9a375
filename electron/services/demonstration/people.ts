import { BILLING_ADMINISTRATOR, BILLING_VIEWER, LICENSE_MANAGER } from '../../../shared/values/capabilities.ts';
import type { ShippedGroup } from '../../../shared/values/capabilities.ts';
import type { LicenseType } from '../../../shared/values/licenseTypes.ts';
import type { AccountKey } from './accounts.ts';

export interface Person {
  readonly account: AccountKey;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  /** What they hold today, or held when they left; the base license first. */
  readonly holds: readonly LicenseType[];
  /** The permission group of an operator. */
  readonly group: ShippedGroup | null;
  /** Days ago at which they came, or null: there from the beginning. */
  readonly joined: number | null;
  /** Days ago at which they left, or null: still active. */
  readonly left: number | null;
}

type Details = Partial<Pick<Person, 'email' | 'group' | 'joined' | 'left'>>;

/** All names are invented, and no address can receive mail: `.example` belongs to nobody. */
function person(account: AccountKey, firstName: string, lastName: string, holds: readonly LicenseType[], details: Details = {}): Person {
  const email = `${firstName}.${lastName}@company-x.example`.toLowerCase().replaceAll("'", '');
  return { account, firstName, lastName, email, holds, group: null, joined: null, left: null, ...details };
}

const caller = ['crm', 'powerDialer'] as const;
const callerWithPort = ['crm', 'powerDialer', 'flexPort'] as const;
const blendAgent = ['crm', 'powerDialer', 'flexPort', 'inbound'] as const;
const viewer = ['crmView'] as const;

/**
 * The 35 active users and the three who left. The first one is the first operator. Managers set up dialer
 * initiatives without a PowerDialer license; the callers of the Remote Office share theirs in two shifts.
 */
export const PEOPLE: readonly Person[] = [
  person('headquarters', 'Alice', 'Brown', ['crm', 'responseLoop'], { group: BILLING_ADMINISTRATOR }),
  person('headquarters', 'Samuel', 'Okonquist', ['crm', 'responseLoop', 'flexPort', 'fax'], { group: LICENSE_MANAGER }),
  person('headquarters', 'Yuki', 'Tanabrook', ['crm', 'responseLoop', 'recordingPort']),
  person('headquarters', 'Priya', 'Ramanfield', ['crm', 'flexPort', 'fax']),
  person('headquarters', 'Leif', 'Sandvarsson', callerWithPort),
  person('headquarters', 'Graciela', 'Montoverde', blendAgent),
  person('headquarters', 'Kofi', 'Mensahill', blendAgent),
  person('headquarters', 'Zofia', 'Wisniewater', ['crm', 'powerDialer', 'responseLoop']),
  person('headquarters', 'Hassan', 'Quraiwood', callerWithPort),
  person('headquarters', 'Noelani', 'Kahaleway', caller),
  person('headquarters', 'Dmitri', 'Volkovsky-Lane', caller),
  person('headquarters', 'Aoife', "O'Brannigard", ['crm', 'powerDialer', 'flexPort', 'responseLoop']),
  person('headquarters', 'Mateo', 'Santibrook', caller),
  person('headquarters', 'Farah', 'Rahmanshire', callerWithPort),
  person('headquarters', 'Thandiwe', 'Mokoenabury', callerWithPort, { joined: 150 }),
  person('headquarters', 'Jun', 'Parkhollow', blendAgent, { joined: 112 }),
  person('headquarters', 'Elif', 'Yildizmoor', ['crm', 'inbound', 'flexPort', 'recordingPort'], { joined: 112 }),
  person('headquarters', 'Ravi', 'Chandragate', ['crm', 'powerDialer', 'responseLoop'], { joined: 63 }),
  person('headquarters', 'Saskia', 'de Vriesdale', caller, { email: 'saskia.devriesdale@company-x.example', joined: 29 }),
  person('headquarters', 'Conrad', 'Ledgerwell', viewer, { email: 'conrad@ledgerwell-accountants.example', group: BILLING_VIEWER }),
  person('headquarters', 'Bertram', 'Hollowick', caller, { left: 78 }),
  person('headquarters', 'Ximena', 'Delacourtney', caller, { left: 38 }),

  person('remoteOffice', 'Ingrid', 'Solheimer', ['crm', 'flexPort', 'recordingPort'], { group: BILLING_ADMINISTRATOR }),
  person('remoteOffice', 'Tariq', 'Al-Harrowby', caller),
  person('remoteOffice', 'Wren', 'Blackfeather-Cole', blendAgent),
  person('remoteOffice', 'Lucia', 'Ferrantino-Hale', caller),
  person('remoteOffice', 'Bao', 'Nguyenstead', callerWithPort),
  person('remoteOffice', 'Chidi', 'Ezewater', caller),
  person('remoteOffice', 'Marguerite', 'Beaulanger', blendAgent),
  person('remoteOffice', 'Oskar', 'Lindstromberg', caller, { joined: 130 }),
  person('remoteOffice', 'Anjali', 'Mehtaford', caller, { joined: 70 }),
  person('remoteOffice', 'Tomas', 'Novakridge', ['crm'], { joined: 70 }),
  person('remoteOffice', 'Delphine', 'Marchetoile', caller, { left: 20 }),

  person('outsideViewers', 'Harriet', 'Pennywhistle', viewer, { email: 'harriet@pennywhistle-partners.example' }),
  person('outsideViewers', 'Emeka', 'Obistone', viewer, { email: 'emeka@obistone-vendors.example' }),
  person('outsideViewers', 'Sunniva', 'Fjordgren', viewer, { email: 'sunniva.fjordgren@client-one.example' }),
  person('outsideViewers', 'Paolo', 'Vinciguerrini', viewer, { email: 'paolo.vinciguerrini@client-two.example', joined: 120 }),
  person('outsideViewers', 'Mei-Lin', 'Zhaowick', viewer, { email: 'mei-lin.zhaowick@client-two.example', joined: 120 }),
];
