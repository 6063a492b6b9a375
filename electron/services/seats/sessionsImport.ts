import { IMPORT_COLUMNS } from '../../../shared/values/imports.ts';
import { TOOL_NAMES } from '../../../shared/values/tools.ts';
import type { Tool } from '../../../shared/values/tools.ts';
import { createMomentReader } from '../../domain/sessionTime.ts';
import { counted } from '../attention/words.ts';
import type { ImportJob, ImportKind } from '../imports/importKind.ts';
import { LONGEST_SESSION_DAYS, LONGEST_SESSION_MS } from './gatherSessions.ts';
import { createSessionColumns } from './sessionColumns.ts';
import { toolsByName } from './toolsByName.ts';


/** Who a line is about: the user, or the account alone for what the system runs. */
interface Subject {
  readonly accountId: number;
  readonly userId: number | null;
}

/**
 * Imports a session log (SPEC section 5). A line names its user by e-mail, and its account by name or leaves it to the
 * user's; a line with an account alone is the system's own recording. All rows of a million are kept as columns.
 */
export const sessionsImport: ImportKind = {
  needs: 'assignLicenses',
  columns: IMPORT_COLUMNS.sessions,
  topics: ['seats', 'accounts', 'activity'],
  begin: ({ file }, { fileName, now }): ImportJob => {
    const accounts = new Map(file.accounts.all().map(({ id, name }) => [name.trim().toLowerCase(), id]));
    const users = new Map(file.accounts.all().flatMap(({ id }) => file.users.byAccount(id)).map(({ id, accountId, email }) => [email.toLowerCase(), { accountId, userId: id }]));
    const tools = toolsByName();
    const momentOf = createMomentReader(file.company.timeZone);
    const sessions = createSessionColumns();
    let local = 0;
    let twice = 0;

    function subjectOf(email: string, accountName: string, tool: Tool): Subject | string {
      const accountId = accountName === '' ? null : accounts.get(accountName.toLowerCase());
      if (accountId === undefined) return `The account "${shown(accountName)}" is not known.`;
      if (email === '') {
        if (accountId === null) return 'The line names neither a user nor an account.';
        return tool === 'recording' ? { accountId, userId: null } : `${TOOL_NAMES[tool]} needs a user; only recording runs for an account alone.`;
      }
      const user = users.get(email) ?? users.get(email.toLowerCase());
      if (user === undefined) return `The user "${shown(email)}" is not known.`;
      if (accountId !== null && accountId !== user.accountId) return `The user "${shown(email)}" belongs to another account than "${shown(accountName)}".`;
      return user;
    }

    return {
      row: (cells) => {
        // One by one: taking the list apart costs as much as looking the user up.
        const toolName = cells[2] ?? '';
        const tool = tools.get(toolName) ?? tools.get(toolName.toLowerCase());
        if (tool === undefined) return toolName === '' ? 'The line names no tool.' : `The tool "${shown(toolName)}" is not known.`;
        const subject = subjectOf(cells[0] ?? '', cells[1] ?? '', tool);
        if (typeof subject === 'string') return subject;
        const from = momentOf(cells[3] ?? '');
        if (from.kind === 'refused') return `The start ${from.reason}`;
        if (from.at > now) return 'The start is still to come. A log is of sessions that were; those to come are planned as shifts.';
        const to = momentOf(cells[4] ?? '');
        if (to.kind === 'refused') return `The end ${to.reason}`;
        if (to.at <= from.at) return from.ambiguous || to.ambiguous ? 'The end is not after the start. The clocks were set back in that hour: write the times with their offset.' : 'The end is not after the start.';
        if (to.at - from.at > LONGEST_SESSION_MS) return `The session lasts more than ${LONGEST_SESSION_DAYS} days.`;
        if (from.local || to.local) local += 1;
        if (from.ambiguous || to.ambiguous) twice += 1;
        sessions.add(subject.accountId, subject.userId, tool, from.at, to.at);
        return null;
      },
      plan: () => ({
        added: sessions.count(),
        changed: 0,
        unchanged: 0,
        rejected: [],
        notes: [
          ...(local === 0 ? [] : [`Times without an offset are taken as those of ${file.company.timeZone}.`]),
          ...(twice === 0 ? [] : [`${counted(twice, 'session')} ${twice === 1 ? 'begins or ends' : 'begin or end'} in the hour in which the clocks were set back; the first of the two is meant.`]),
          ...(file.toolSessions.logs().some((log) => log.fileName === fileName) ? [`A log named ${fileName} was imported before. Its sessions stay, and these are added to them.`] : []),
        ],
      }),
      applyTx: (tx, company, now) => {
        const id = company.file.toolSessions.insertLogTx(tx, { at: now, fileName });
        sessions.appendTo(tx, company.file.toolSessions, id);
        company.file.activity.appendTx(tx, {
          at: now,
          operatorId: company.operator.id,
          who: `${company.operator.firstName} ${company.operator.lastName}`,
          what: `Imported the session log ${fileName}`,
          accountId: null,
          changes: [{ label: 'Sessions', before: null, after: String(sessions.count()) }],
        });
        return { added: sessions.count(), changed: 0, unchanged: 0 };
      },
    };
  },
};

/** Enough of a wrong value to find it by. */
function shown(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
