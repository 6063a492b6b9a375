import { appendSessionsTx } from '../seats/sessionColumns.ts';
import { accountOf, fullName, operatorOf } from './books.ts';
import type { Books } from './books.ts';
import { dayOf } from './calendar.ts';
import type { Happening } from './happening.ts';
import { PEOPLE } from './people.ts';
import { sessionHistory } from './sessionHistory.ts';
import { SHIFTS } from './shifts.ts';

type Planned = Extract<Happening, { readonly what: 'shiftsPlanned' }>;
type Imported = Extract<Happening, { readonly what: 'sessionsImported' }>;

/** Enters the shift plans of an account (SPEC section 5), each with its Activity entry. */
export function enterShiftsTx(books: Books, { at, account, by }: Planned): void {
  const operator = operatorOf(books, by);
  const accountId = accountOf(books, account).id;
  for (const { name, tool, start, end, team } of SHIFTS.filter((shift) => shift.account === account)) {
    const userIds = team.map((lastName) => userOf(books, lastName));
    books.file.shiftPlans.insertTx(books.tx, { accountId, name, tool, weekdays: [0, 1, 2, 3, 4], startMinute: minuteOf(start), endMinute: minuteOf(end), userIds });
    books.file.activity.appendTx(books.tx, {
      at,
      operatorId: operator.id,
      who: fullName(operator),
      what: `Added the shift plan ${name}`,
      accountId,
      changes: [{ label: 'Time', before: null, after: `${start} to ${end}` }],
    });
  }
}

/** Enters the session log of the two weeks before `today` with its Activity entry. */
export function enterSessionLogTx(books: Books, { at, by }: Imported, today: string): void {
  const operator = operatorOf(books, by);
  const sessions = sessionHistory(today).map(({ account, by: lastName, tool, start, end }) => ({
    accountId: accountOf(books, account).id,
    userId: lastName === null ? null : userOf(books, lastName),
    tool,
    start,
    end,
  }));
  const fileName = `sessions-to-${dayOf(at).replaceAll('-', '')}.csv`;
  const log = books.file.toolSessions.insertLogTx(books.tx, { at, fileName });
  appendSessionsTx(books.tx, books.file.toolSessions, log, sessions);
  books.file.activity.appendTx(books.tx, {
    at,
    operatorId: operator.id,
    who: fullName(operator),
    what: `Imported the session log ${fileName}`,
    accountId: null,
    changes: [{ label: 'Sessions', before: null, after: String(sessions.length) }],
  });
}

function userOf({ file }: Books, lastName: string): number {
  const person = PEOPLE.find((each) => each.lastName === lastName);
  const user = person === undefined ? null : file.users.byEmail(person.email);
  if (user === null) throw new Error(`The demonstration has nobody called ${lastName}`);
  return user.id;
}

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
