import type { UserRecord } from '../ports/records.ts';

/** Each user's name; who shares it with another has the e-mail address beside it, since a scenario knows users by name. */
export function uniqueNames(users: readonly UserRecord[]): ReadonlyMap<number, string> {
  const byName = Map.groupBy(users, nameOf);
  return new Map(users.map((user) => [user.id, (byName.get(nameOf(user))?.length ?? 0) > 1 ? nameWithEmail(user) : nameOf(user)]));
}

/**
 * Finds whom a session log means, which names users by e-mail address, among those a scenario knows by name: its copy of
 * an account does. Whoever it does not know is named as the log does.
 */
export function createUserFinder(users: readonly UserRecord[], known: ReadonlySet<string>): (logged: string) => string {
  const names = new Map(users.map((user) => [user.email.toLowerCase(), [nameWithEmail(user), nameOf(user)].find((name) => known.has(name))]));
  return (logged) => names.get(logged.toLowerCase()) ?? logged;
}

function nameOf({ firstName, lastName }: UserRecord): string {
  return `${firstName} ${lastName}`;
}

function nameWithEmail(user: UserRecord): string {
  return `${nameOf(user)} (${user.email})`;
}
