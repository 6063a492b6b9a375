import type { Access } from '../../../shared/contracts/route.ts';
import type { Failure } from '../../../shared/errors.ts';
import { CAPABILITY_NAMES } from '../../../shared/values/capabilities.ts';
import { IDLE_LOCK_MS, waitAfterWrongTries } from '../../domain/signIn.ts';
import type { OpenCompany, SignedInCompany } from '../ports/company.ts';
import type { Clock, Publish } from '../ports/outside.ts';
import { refuse } from '../refusals.ts';
import { operatorOf } from './operatorOf.ts';
import type { Operator } from './operatorOf.ts';
import { hashPassword, isPassword } from './passwordHash.ts';

export interface SessionNeeds {
  readonly clock: Clock;
  readonly publish: Publish;
  /** The open data file, or null. */
  readonly company: () => OpenCompany | null;
}

type Nothing = Record<string, never>;

export interface SessionService {
  /** The signed-in operator as the file has them now; null where nobody is signed in, or no file is open. */
  readonly operator: () => Operator | null;
  /** Refuses with NO_DATA_FILE or NOT_SIGNED_IN. */
  readonly current: () => SignedInCompany;
  /** Why a call that needs this may not be made now, or null. */
  readonly authorize: (needs: Access) => Failure | null;
  /** Puts a user at the screen without a password: a new company's first operator, and in a demonstration. */
  readonly begin: (userId: number | null) => void;
  readonly signIn: (input: { readonly email: string; readonly password: string }) => Promise<Nothing>;
  readonly lock: () => Nothing;
  readonly touch: () => Nothing;
  readonly lockIfIdle: () => void;
  readonly changePassword: (input: { readonly password: string; readonly newPassword: string }) => Promise<Nothing>;
  readonly resetPassword: (input: { readonly userId: number; readonly newPassword: string }) => Promise<Nothing>;
}

/** Who is at the screen, and what they may do (SPEC section 15). Checked at every call; windows only hide. */
export function createSessionService({ clock, publish, company }: SessionNeeds): SessionService {
  let signedIn: number | null = null;
  let lastTouch = 0;

  const isIdle = (): boolean => company()?.file.company.demonstration !== true && clock.now() - lastTouch > IDLE_LOCK_MS;

  const operator = (): Operator | null => {
    const open = company();
    return open === null || signedIn === null || isIdle() ? null : operatorOf(open.file, signedIn);
  };

  const requireOpen = (): OpenCompany => {
    const open = company();
    if (open === null) throw refuse('NO_DATA_FILE', '', 'No data file is open. Open one first.');
    return open;
  };

  const current = (): SignedInCompany => {
    const open = requireOpen();
    const found = operator();
    if (found === null) throw refuse('NOT_SIGNED_IN', '', 'Sign in first.');
    return { ...open, operator: found.user, capabilities: new Set(found.capabilities) };
  };

  const begin = (userId: number | null): void => {
    signedIn = userId;
    lastTouch = clock.now();
  };

  const setPassword = async (userId: number, newPassword: string, what: (name: string) => string): Promise<void> => {
    const { file, operator: by } = current();
    const user = file.users.byId(userId);
    if (user === null) throw refuse('NOT_FOUND', '/userId', 'This user is not in the data file.');
    const passwordHash = await hashPassword(newPassword);
    file.write((tx) => {
      file.users.setCredentialsTx(tx, userId, { passwordHash, wrongTries: 0, nextTryAt: 0 });
      file.activity.appendTx(tx, {
        at: clock.now(),
        operatorId: by.id,
        who: `${by.firstName} ${by.lastName}`,
        what: what(`${user.firstName} ${user.lastName}`),
        accountId: null,
        changes: [],
      });
    });
    publish(['activity']);
  };

  return {
    operator,
    current,
    begin,
    authorize: (needs) => {
      if (needs === 'anyone') return null;
      if (company() === null) return { code: 'NO_DATA_FILE', path: '', message: 'No data file is open. Open one first.' };
      const found = operator();
      if (found === null) return { code: 'NOT_SIGNED_IN', path: '', message: 'Sign in first.' };
      if (needs === 'signedIn' || found.capabilities.includes(needs)) return null;
      return { code: 'NOT_ALLOWED', path: '', message: `Your permission group, ${found.groupName}, does not allow this: ${CAPABILITY_NAMES[needs]}.` };
    },
    signIn: async ({ email, password }) => {
      const { file } = requireOpen();
      const wrong = refuse('WRONG_PASSWORD', '/password', 'The e-mail address and the password do not go together.');
      const user = file.users.byEmail(email.trim());
      const kept = user === null || operatorOf(file, user.id) === null ? null : file.users.credentials(user.id);
      const wait = (kept?.nextTryAt ?? 0) - clock.now();
      if (wait > 0) {
        const seconds = Math.ceil(wait / 1000);
        throw refuse('WAIT', '/password', `Too many wrong passwords. Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`, { seconds });
      }
      const right = await isPassword(password, kept?.passwordHash ?? null);
      if (user === null || kept === null) throw wrong;
      const wrongTries = right ? 0 : file.users.credentials(user.id).wrongTries + 1;
      file.write((tx) => {
        const nextTryAt = right ? 0 : clock.now() + waitAfterWrongTries(wrongTries);
        file.users.setCredentialsTx(tx, user.id, { passwordHash: kept.passwordHash, wrongTries, nextTryAt });
      });
      if (!right) throw wrong;
      begin(user.id);
      publish(['app', 'accounts', 'receipts', 'users', 'activity']);
      return {};
    },
    lock: () => {
      if (company()?.file.company.demonstration !== true && signedIn !== null) {
        signedIn = null;
        publish(['app']);
      }
      return {};
    },
    touch: () => {
      // Too late is too late: who was locked out signs in.
      if (!isIdle()) lastTouch = clock.now();
      return {};
    },
    lockIfIdle: () => {
      if (signedIn !== null && company() !== null && isIdle()) {
        signedIn = null;
        publish(['app']);
      }
    },
    changePassword: async ({ password, newPassword }) => {
      const { file, operator: by } = current();
      if (!(await isPassword(password, file.users.credentials(by.id).passwordHash))) {
        throw refuse('WRONG_PASSWORD', '/password', 'This is not your password.');
      }
      await setPassword(by.id, newPassword, () => 'Changed the own password');
      return {};
    },
    resetPassword: async ({ userId, newPassword }) => {
      await setPassword(userId, newPassword, (name) => `Reset the password of ${name}`);
      return {};
    },
  };
}
