/** A column of a CSV file that can be imported, under the name that its header line gives it. */
export interface ImportColumn {
  readonly name: string;
  readonly required: boolean;
  /** What stands in it, in a few words, as the window tells it. */
  readonly description: string;
  readonly example: string;
}

const USAGE_COLUMNS = [
  { name: 'time', required: true, description: 'When it happened: a time local to the company, or with an offset', example: '2026-11-30 14:05' },
  { name: 'kind', required: true, description: 'call or text', example: 'call' },
  { name: 'quantity', required: true, description: 'Minutes or messages', example: '12.5' },
  { name: 'rate', required: false, description: 'Dollars for one; empty takes the price book’s of that day', example: '0.02' },
] as const satisfies readonly ImportColumn[];

/** What can be imported from CSV files, each with its columns in their order. A new kind is one entry here and one in services/imports/kinds.ts. */
export const IMPORT_COLUMNS = {
  users: [
    { name: 'email', required: true, description: 'Finds the user; a new one adds a user', example: 'ann@example.com' },
    { name: 'first name', required: true, description: 'First name', example: 'Ann' },
    { name: 'last name', required: true, description: 'Last name', example: 'Berg' },
    { name: 'account', required: true, description: 'Name of the billing account', example: 'Headquarters' },
    { name: 'active', required: false, description: 'yes or no; empty leaves it as it is, and a new user is active', example: 'yes' },
    { name: 'licenses', required: false, description: 'Names of license types, separated by semicolons: all that the user shall hold; "none" for nothing, empty to leave as it is', example: 'CRM; PowerDialer' },
  ],
  sessions: [
    { name: 'user', required: false, description: 'E-mail address of the user; empty for what the system records', example: 'ann@example.com' },
    { name: 'account', required: false, description: 'Name of the billing account; empty takes the user’s', example: 'Headquarters' },
    { name: 'tool', required: true, description: 'PowerDialer, 1-click voicemail, JabberDog, Inbound, Inbound/Outbound blend, Fax, or Call Recording and Monitoring', example: 'PowerDialer' },
    { name: 'start', required: true, description: 'When it began: a time local to the company, or with an offset', example: '2026-03-09 08:00' },
    { name: 'end', required: true, description: 'When it ended, after the start', example: '2026-03-09T12:00-06:00' },
  ],
  usage: USAGE_COLUMNS,
  // Usage that is only played, never entered.
  replay: USAGE_COLUMNS,
  storage: [
    { name: 'date', required: true, description: 'The day on which it was measured; each day once', example: '2026-11-30' },
    { name: 'used mb', required: true, description: 'Whole megabytes used', example: '1430' },
  ],
} as const satisfies Readonly<Record<string, readonly ImportColumn[]>>;

export type ImportKindName = keyof typeof IMPORT_COLUMNS;

// The keys of the table are the kinds by its type.
export const IMPORT_KINDS = Object.keys(IMPORT_COLUMNS) as [ImportKindName, ...ImportKindName[]];

/** Files above these are refused with a sentence that says so. */
export const IMPORT_LIMIT_BYTES = 64 * 1024 * 1024;
export const IMPORT_LIMIT_ROWS = 1_000_000;

/** Bytes of the file in one call: in base64 well below what a call of the loopback host may hold. */
export const IMPORT_CHUNK_BYTES = 128 * 1024;

/** Rejected lines that are listed; the rest are counted. */
export const REJECTED_SHOWN = 500;
