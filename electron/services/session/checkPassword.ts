import { waitAfterWrongTries, waitLeft } from '../../domain/signIn.ts';
import type { OpenCompany } from '../ports/company.ts';
import type { Clock } from '../ports/outside.ts';
import { refuse } from '../refusals.ts';
import { operatorOf } from './operatorOf.ts';
import type { Passwords } from './passwords.ts';
import { createStrangeAddresses, NO_TRIES } from './strangeAddresses.ts';

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/**
 * Gives the id of the operator whose password it is. Refuses with WRONG_PASSWORD at "/password", in the sentence given, or
 * with WAIT and the seconds, and with NO_DATA_FILE where another file was opened meanwhile: its users are others.
 */
export type CheckPassword = (company: OpenCompany, credentials: Credentials, wrongSentence: string) => Promise<number>;

/**
 * Looks at one password after the other, never two at once, so that the wait after wrong ones holds for all of them.
 * An address that belongs to no operator is answered in the same words, after the same time and the same waits.
 */
export function createCheckPassword(clock: Clock, passwords: Passwords, opened: () => OpenCompany | null): CheckPassword {
  const strangers = createStrangeAddresses();
  let last: Promise<unknown> = Promise.resolve();

  const check: CheckPassword = async ({ file }, { email, password }, wrongSentence) => {
    const address = email.trim();
    const user = file.users.byEmail(address);
    const operator = user === null ? null : operatorOf(file, user.id);
    const kept = operator === null ? { ...strangers.tries(address), passwordHash: null } : file.users.credentials(operator.user.id);
    const wait = waitLeft(kept.nextTryAt, clock.now());
    if (wait > 0) {
      const seconds = Math.ceil(wait / 1000);
      throw refuse('WAIT', '/password', `Too many wrong passwords. Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`, { seconds });
    }
    const right = await passwords.matches(password, kept.passwordHash);
    if (opened()?.file !== file) throw refuse('NO_DATA_FILE', '', 'Another file was opened meanwhile.');
    const wrongTries = kept.wrongTries + 1;
    const tries = right ? NO_TRIES : { wrongTries, nextTryAt: clock.now() + waitAfterWrongTries(wrongTries) };
    if (operator === null) strangers.keep(address, tries);
    else if (!right || kept.wrongTries > 0) {
      file.write((tx) => {
        // Read again: the password may have been reset meanwhile.
        const { passwordHash } = file.users.credentials(operator.user.id);
        file.users.setCredentialsTx(tx, operator.user.id, { passwordHash, ...tries });
      });
    }
    if (!right || operator === null) throw refuse('WRONG_PASSWORD', '/password', wrongSentence);
    return operator.user.id;
  };

  return (...given) => {
    const checked = last.then(() => check(...given));
    last = checked.catch(() => undefined);
    return checked;
  };
}
