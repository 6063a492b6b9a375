import { assertNever } from '../../../shared/values/assertNever.ts';
import { LICENSE_TYPE_TEXT } from '../../../shared/values/licenseTypes.ts';
import type { LicenseType } from '../../../shared/values/licenseTypes.ts';
import { dollars } from '../attention/words.ts';
import type { ActivityChange } from '../ports/records.ts';
import { accountOf, fullName, operatorOf } from './books.ts';
import type { Books } from './books.ts';
import { demonstrationCompany } from './company.ts';
import type { Happening } from './happening.ts';

type Noted = Extract<Happening, { readonly what: 'founded' | 'joined' | 'left' | 'priceRaised' }>;

/** Enters what moves no money: an Activity entry alone (SPEC section 15). */
export function enterNoteTx(books: Books, noted: Noted): void {
  const operator = operatorOf(books, noted.by);
  const { what, changes } = inWords(noted);
  books.file.activity.appendTx(books.tx, {
    at: noted.at,
    operatorId: operator.id,
    who: fullName(operator),
    what,
    accountId: accountOf(books, noted.account).id,
    changes,
  });
}

function inWords(noted: Noted): { readonly what: string; readonly changes: readonly ActivityChange[] } {
  switch (noted.what) {
    case 'founded':
      return { what: `Created the company ${demonstrationCompany.name} with its billing accounts`, changes: [] };
    case 'joined':
      return {
        what: `Added the user ${fullName(noted.person)}`,
        // The others were assigned later on, as they were bought.
        changes: [{ label: 'Licenses', before: null, after: licenseNames(noted.person.holds.slice(0, 1)) }],
      };
    case 'left':
      return {
        what: `Deactivated the user ${fullName(noted.person)}`,
        changes: [{ label: 'Licenses', before: licenseNames(noted.person.holds), after: null }],
      };
    case 'priceRaised':
      return {
        what: `Changed the list price of ${LICENSE_TYPE_TEXT.powerDialer.name} from ${noted.from} on`,
        changes: [{ label: LICENSE_TYPE_TEXT.powerDialer.name, before: dollars(noted.before), after: dollars(noted.after) }],
      };
    default:
      return assertNever(noted);
  }
}

function licenseNames(types: readonly LicenseType[]): string {
  return types.map((type) => LICENSE_TYPE_TEXT[type].name).join(', ');
}
