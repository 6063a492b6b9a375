import { z } from 'zod';
import { rowId } from '../values/schemas.ts';
import { command, opening } from './route.ts';

/** Long enough that guessing takes years (NIST SP 800-63B asks for 8 at least), short enough to be hashed. */
export const newPassword = z.string().min(10, 'is shorter than 10 characters').max(200, 'is longer than 200 characters');

const typedPassword = z.string().min(1, 'is empty').max(200, 'is longer than 200 characters');

/** Who is at the screen (SPEC section 15). A demonstration is always signed in. */
export const sessionContracts = {
  /** Refuses with WRONG_PASSWORD (also for an unknown e-mail), WAIT after wrong tries. */
  'session.signIn': command('anyone', z.strictObject({ email: z.string().min(1, 'is empty').max(200), password: typedPassword }), z.strictObject({})),
  /** Signs out; windows keep what was typed behind the sign-in. */
  'session.lock': opening('anyone', z.strictObject({}), z.strictObject({})),
  /** Tells that someone is at the screen, so that it does not lock. */
  'session.touch': opening('anyone', z.strictObject({}), z.strictObject({})),
  'session.changePassword': command('signedIn', z.strictObject({ password: typedPassword, newPassword }), z.strictObject({})),
  /** Gives another operator a new password. Leaves an Activity entry. */
  'session.resetPassword': command('manageUsers', z.strictObject({ userId: rowId, newPassword }), z.strictObject({})),
};
