import type { Route } from '../../../shared/contracts/route.ts';
import type { Failure } from '../../../shared/errors.ts';
import { CAPABILITY_NAMES } from '../../../shared/values/capabilities.ts';
import { IDLE_LOCK_MS } from '../../domain/signIn.ts';
import type { OpenCompany, SignedInCompany } from '../ports/company.ts';
import type { Clock, Publish } from '../ports/outside.ts';
import type { UserRecord } from '../ports/records.ts';
import { mayResetPassword } from '../groups/permissions.ts';
import { refuse } from '../refusals.ts';
import { createCheckPassword } from './checkPassword.ts';
import { operatorOf } from './operatorOf.ts';
import type { Operator } from './operatorOf.ts';
import type { Passwords } from './passwords.ts';
import { NOT_IN_REVIEW, REVIEWER } from './reviewer.ts';

export interface SessionNeeds {
  readonly clock: Clock;
  readonly passwords: Passwords;
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
  /** Why a call of this route may not be made now, or null. */
  readonly authorize: (route: Pick<Route, 'needs' | 'writes'>) => Failure | null;
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
export function createSessionService({ clock, passwords, publish, company }: SessionNeeds): SessionService {
  const checkPassword = createCheckPassword(clock, passwords, company);
  let signedIn: number | null = null;
  let lastTouch = 0;

  /** Without a password there is nothing to lock. */
  const neverLocks = (): boolean => company()?.file.company.demonstration === true || inReview();
  const inReview = (): boolean => (company()?.file.review ?? null) !== null;

  const isIdle = (): boolean => !neverLocks() && clock.now() - lastTouch > IDLE_LOCK_MS;

  const operator = (): Operator | null => {
    const open = company();
    if (inReview()) return REVIEWER;
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

  const lockIfIdle = (): void => {
    if (signedIn !== null && company() !== null && isIdle()) {
      signedIn = null;
      publish(['app']);
    }
  };

  const setPassword = async (user: UserRecord, newPassword: string, what: string): Promise<void> => {
    const { file } = current();
    const passwordHash = await passwords.hash(newPassword);
    const { file: stillOpen, operator: by } = current();
    if (stillOpen !== file) throw refuse('NO_DATA_FILE', '', 'Another file was opened meanwhile. The password was not changed.');
    file.write((tx) => {
      file.users.setCredentialsTx(tx, user.id, { passwordHash, wrongTries: 0, nextTryAt: 0 });
      file.activity.appendTx(tx, {
        at: clock.now(),
        operatorId: by.id,
        who: `${by.firstName} ${by.lastName}`,
        what,
        accountId: null,
        changes: [],
      });
    });
    publish(['users', 'activity']);
  };

  return {
    operator,
    current,
    begin,
    authorize: ({ needs, writes }) => {
      if (writes && inReview()) return NOT_IN_REVIEW;
      if (needs === 'anyone') return null;
      if (company() === null) return { code: 'NO_DATA_FILE', path: '', message: 'No data file is open. Open one first.' };
      // A refused call is no reason to wait for the timer: the windows show the lock at once.
      lockIfIdle();
      const found = operator();
      if (found === null) return { code: 'NOT_SIGNED_IN', path: '', message: 'Sign in first.' };
      if (needs === 'signedIn') return null;
      const oneOf = typeof needs === 'string' ? [needs] : needs;
      if (oneOf.some((need) => (need === 'reviewing' ? inReview() : found.capabilities.includes(need)))) return null;
      if (inReview()) return NOT_IN_REVIEW;
      const lacked = oneOf.flatMap((need) => (need === 'reviewing' ? [] : CAPABILITY_NAMES[need])).join('; ');
      return { code: 'NOT_ALLOWED', path: '', message: `Your permission group, ${found.groupName}, does not allow this: ${lacked}.` };
    },
    signIn: async (credentials) => {
      begin(await checkPassword(requireOpen(), credentials, 'The e-mail address and the password do not go together.'));
      publish(['app', 'accounts', 'receipts', 'users', 'activity']);
      return {};
    },
    lock: () => {
      if (!neverLocks() && signedIn !== null) {
        signedIn = null;
        publish(['app']);
      }
      return {};
    },
    touch: () => {
      // Too late is too late: who was locked out signs in.
      lockIfIdle();
      if (signedIn !== null) lastTouch = clock.now();
      return {};
    },
    lockIfIdle,
    changePassword: async ({ password, newPassword }) => {
      const open = current();
      // Who finds an open screen must not be able to try one password after the other here.
      await checkPassword(open, { email: open.operator.email, password }, 'This is not your password.');
      await setPassword(open.operator, newPassword, 'Changed the own password');
      return {};
    },
    resetPassword: async ({ userId, newPassword }) => {
      const open = current();
      const user = open.file.users.byId(userId);
      if (user === null) throw refuse('NOT_FOUND', '/userId', 'This user is not in the data file.');
      const group = user.groupId === null ? null : open.file.groups.byId(user.groupId);
      if (group === null) throw refuse('BAD_INPUT', '/userId', `${user.firstName} ${user.lastName} is in no permission group, and has nothing to sign in to.`);
      const permission = mayResetPassword(open, userId, group);
      if (!permission.may) throw refuse('NOT_ALLOWED', '/userId', permission.sentence);
      await setPassword(user, newPassword, `${open.file.users.credentials(userId).passwordHash === null ? 'Set' : 'Reset'} the password of ${user.firstName} ${user.lastName}`);
      return {};
    },
  };
}
