import { randomUUID } from 'node:crypto';
import { startTestApplication } from './testApplication.ts';
import type { TestApplication } from './testApplication.ts';

export const PASSWORD = 'correct horse battery';
export const ANN = { firstName: 'Ann', lastName: 'Berg', email: 'ann@acme.example' };

export interface TestCompany {
  readonly app: TestApplication;
  /** The data file. */
  readonly path: string;
  readonly accountId: number;
  /** Adds an active user to a permission group, with a password unless told otherwise. Gives the user's id. */
  addOperator(firstName: string, groupId: number, password?: string | null): Promise<number>;
  signIn(email: string, password?: string): Promise<void>;
}

export const emailOf = (firstName: string): string => `${firstName.toLowerCase()}@acme.example`;

/** A new company of its own, no demonstration: its first operator, Ann Berg, is signed in. */
export async function startTestCompany(moment = '2026-03-15T18:00:00.000Z'): Promise<TestCompany> {
  const app = await startTestApplication(moment, { demo: false, dataFile: null });
  const { path } = await app.call('file.create', {
    commandId: randomUUID(),
    companyName: 'Acme',
    timeZone: 'America/Denver',
    operator: { ...ANN, password: PASSWORD },
  });
  const { accounts } = await app.call('summary.accounts', {});
  const accountId = accounts[0]?.id;
  if (accountId === undefined) throw new Error('The new company has no billing account');
  return {
    app,
    path,
    accountId,
    addOperator: async (firstName, groupId, password = PASSWORD) => {
      const { userId } = await app.call('users.add', { firstName, lastName: 'Stone', email: emailOf(firstName), accountId, groupId });
      if (password !== null) await app.call('session.resetPassword', { userId, newPassword: password });
      return userId;
    },
    signIn: async (email, password = PASSWORD) => {
      await app.call('session.lock', {});
      await app.call('session.signIn', { email, password });
    },
  };
}
