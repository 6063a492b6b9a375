import { LICENSE_TYPE_TEXT, LICENSE_TYPES } from '../../../shared/values/licenseTypes.ts';
import type { LicenseType } from '../../../shared/values/licenseTypes.ts';
import { emailAddress, personName } from '../../../shared/values/personName.ts';
import { containsCardNumber } from '../../domain/cardNumber.ts';

/** One line of a users file, understood. Null: leave it as it is, or the default for a new user. */
export interface UserRow {
  readonly line: number;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly accountId: number;
  readonly active: boolean | null;
  readonly licenses: readonly LicenseType[] | null;
}

export type ReadRow = { readonly ok: true; readonly row: UserRow } | { readonly ok: false; readonly reason: string };

const YES = new Set(['yes', 'true', '1', 'active']);
const NO = new Set(['no', 'false', '0', 'inactive']);

/** Most names: what passes this passes the schema too, and is too short of digits for a card number. The schema takes ten times as long. */
const PLAIN_NAME = /^[A-Za-z](?:[A-Za-z0-9'. -]{0,10}[A-Za-z0-9.]|[A-Za-z'. -]{0,98}[A-Za-z.])$/;

const typeByName = new Map<string, LicenseType>(
  LICENSE_TYPES.flatMap((type) => [
    [type.toLowerCase(), type],
    [LICENSE_TYPE_TEXT[type].name.toLowerCase(), type],
  ]),
);

/** Reads one line, its cells in the order of the columns. `accounts` maps names in lower case to ids. */
export function readUserRow(cells: readonly string[], line: number, accounts: ReadonlyMap<string, number>): ReadRow {
  const [email = '', firstName = '', lastName = '', account = '', active = '', licenses = ''] = cells;
  const no = (reason: string): ReadRow => ({ ok: false, reason });
  const parsedEmail = emailAddress.safeParse(email);
  if (!parsedEmail.success) return no(email === '' ? 'The e-mail address is empty.' : `“${shown(email)}” is not an e-mail address.`);
  if (containsCardNumber(email)) return no('The e-mail address looks like a full card number, which is kept nowhere.');
  for (const [what, text] of [['first', firstName], ['last', lastName]] as const) {
    if (PLAIN_NAME.test(text)) continue;
    const parsed = personName.safeParse(text);
    if (!parsed.success) return no(`The ${what} name ${parsed.error.issues[0]?.message ?? 'does not fit'}.`);
    if (containsCardNumber(text)) return no(`The ${what} name looks like a full card number, which is kept nowhere.`);
  }
  const accountId = accounts.get(account.toLowerCase());
  if (accountId === undefined) return no(account === '' ? 'The billing account is empty.' : `There is no billing account named “${shown(account)}”.`);
  const word = active.toLowerCase();
  if (word !== '' && !YES.has(word) && !NO.has(word)) return no(`“${shown(active)}” is neither yes nor no.`);
  const types = readLicenses(licenses);
  if (typeof types === 'string') return no(`There is no license type named “${shown(types)}”.`);
  return { ok: true, row: { line, email: parsedEmail.data, firstName, lastName, accountId, active: word === '' ? null : YES.has(word), licenses: types } };
}

/** Null: nothing said. A text: the name that is not known. */
function readLicenses(cell: string): readonly LicenseType[] | null | string {
  const names = cell.split(/[;,|]/).map((name) => name.trim()).filter((name) => name !== '');
  if (names.length === 0) return null;
  if (names.length === 1 && names[0]?.toLowerCase() === 'none') return [];
  const unknown = names.find((name) => !typeByName.has(name.toLowerCase()));
  if (unknown !== undefined) return unknown;
  const found = new Set(names.map((name) => typeByName.get(name.toLowerCase())));
  return LICENSE_TYPES.filter((type) => found.has(type));
}

/** No sentence grows without end. */
function shown(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
