/** The eight license types in their one order everywhere: price lists, receipts, quotes and screens (SPEC section 1). */
export const LICENSE_TYPES = [
  'crm',
  'crmView',
  'powerDialer',
  'flexPort',
  'responseLoop',
  'inbound',
  'fax',
  'recordingPort',
] as const;

export type LicenseType = (typeof LICENSE_TYPES)[number];

/** The pooled types: their seats are shared, so assignments may exceed the quantity (SPEC section 3). */
export const POOLED_TYPES = ['powerDialer', 'flexPort', 'inbound', 'fax', 'recordingPort'] as const satisfies readonly LicenseType[];

export type PooledType = (typeof POOLED_TYPES)[number];

export interface LicenseTypeText {
  readonly name: string;
  readonly pooled: boolean;
  readonly description: string;
}

/** Names and descriptions as the original's help pages give them. */
export const LICENSE_TYPE_TEXT: Readonly<Record<LicenseType, LicenseTypeText>> = {
  crm: {
    name: 'CRM',
    pooled: false,
    description:
      'Gives users access to the basic CRM and database. Required prerequisite for every other license.',
  },
  crmView: {
    name: 'CRM-View Only',
    pooled: false,
    description:
      'For managers, clients, partners, and vendors who need to view data and reports in the CRM, but do not need to modify it or use any other tools. An uncommon license.',
  },
  powerDialer: {
    name: 'PowerDialer',
    pooled: true,
    description:
      'Gives access to the outbound PowerDialer. Managers can set up Dialer Initiatives without it. 1-click voicemail while dialing needs a Flex Port license as well.',
  },
  flexPort: {
    name: 'Flex Port',
    pooled: true,
    description:
      'A data connection between your telephone system and the dialer servers that floats between services. Every telephony tool but standard outbound calling needs an available Flex Port: JabberDog, 1-click voicemail, call recording and monitoring.',
  },
  responseLoop: {
    name: 'ResponseLoop',
    pooled: false,
    description:
      'The license for the ELF workflow tools. The ELF skips users who do not have it, whatever its trigger criteria.',
  },
  inbound: {
    name: 'Inbound',
    pooled: true,
    description:
      'Gives access to the stand-alone Inbound Agent tool and the Inbound/Outbound blend. Needs an available Flex Port for each concurrent user.',
  },
  fax: {
    name: 'Fax',
    pooled: true,
    description: 'Lets users send and receive faxes. Needs an available Flex Port for each concurrent user.',
  },
  recordingPort: {
    name: 'Recording Port',
    pooled: true,
    description:
      'A Flex Port set aside for the Call Recording and Monitoring tool alone, which frees Flex Ports for other services.',
  },
};
