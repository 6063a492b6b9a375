import type { z } from 'zod';
import type { scenarioContracts } from '../../../shared/contracts/scenarios.ts';
import type { LicenseType } from '../../../shared/values/licenseTypes.ts';
import { TOOL_NAMES } from '../../../shared/values/tools.ts';
import { shiftSessions } from '../../domain/scenarioShift.ts';
import type { Scenario, ScenarioSession } from '../../domain/scenario.ts';
import type { Holdings } from '../../domain/seatTimeline.ts';
import { TOOL_SEATS } from '../../domain/seatTools.ts';
import type { UserRecord } from '../ports/records.ts';
import { refuse } from '../refusals.ts';
import { readSessionsCsv } from './sessionsCsv.ts';
import type { SessionSet } from './sessionSets.ts';
import type { Uploads } from './uploads.ts';
import { createUserFinder } from './userNames.ts';

type Contracts = typeof scenarioContracts;
type Edit = z.output<Contracts['scenarios.editSessions']['input']>['edit'];
type Played = Pick<Scenario, 'sessions' | 'holdings'>;

/** More would not fit into a scenario file that can be opened again. */
const MOST_SESSIONS = 200_000;

/** The sessions after an edit; null: there were none before. `users` are those of the company, whom a log names by e-mail. Refuses with BAD_INPUT what does not fit. */
export function editSessions(before: SessionSet | null, edit: Edit, uploads: Uploads, users: () => readonly UserRecord[]): Played {
  const sessions = before?.sessions ?? [];
  const holdings = before?.holdings ?? 'everything';
  switch (edit.do) {
    case 'addShift': {
      const people = Array.from({ length: edit.people }, (_, index) => `${edit.name} ${index + 1}`);
      const added = shiftSessions({ ...edit, users: people });
      if (added.length === 0) throw refuse('BAD_INPUT', '/edit/weekdays', 'The shift has no day in these weeks.');
      return { sessions: atMost([...sessions, ...added]), holdings: holding(holdings, added) };
    }
    case 'import': {
      const known = new Set([...(holdings === 'everything' ? [] : holdings.keys()), ...sessions.map(({ user }) => user)]);
      const added = readSessionsCsv(uploads.take(edit.uploadId), edit.timeZone, createUserFinder(users(), known));
      return { sessions: atMost([...sessions, ...added]), holdings: holding(holdings, added.filter(({ user }) => !known.has(user))) };
    }
    case 'remove':
      return { sessions: orNothing(sessions.filter(({ user, tool }) => user !== edit.user || tool !== edit.tool)), holdings };
    case 'clear':
      return { sessions: null, holdings };
  }
}

/** Of no sessions nothing is played: no seats needed and no lockouts would be said of what was not tried. */
function orNothing(sessions: readonly ScenarioSession[]): readonly ScenarioSession[] | null {
  return sessions.length === 0 ? null : sessions;
}

function atMost(sessions: readonly ScenarioSession[]): readonly ScenarioSession[] {
  if (sessions.length > MOST_SESSIONS) throw refuse('BAD_INPUT', '', `A scenario has at most ${MOST_SESSIONS.toLocaleString('en-US')} sessions.`);
  return sessions;
}

/** Whoever runs these sessions holds a CRM license and what the tools need, beside what they hold already. */
function holding(holdings: Holdings, sessions: readonly ScenarioSession[]): Holdings {
  if (holdings === 'everything') return holdings;
  const held = new Map(holdings);
  for (const [user, theirs] of Map.groupBy(sessions, (session) => session.user)) {
    const needs = [...new Set(theirs.map(({ tool }) => tool))].flatMap((tool) => TOOL_SEATS[tool].needs ?? []);
    if (needs.length > 0) held.set(user, new Set<LicenseType>([...(held.get(user) ?? []), 'crm', ...needs]));
  }
  return held;
}

type SessionGroup = z.output<Contracts['scenarios.sessions']['output']>['groups'][number];

/** Who runs what how often, by user and tool in the order in which they come first. */
export function sessionGroups(sessions: readonly ScenarioSession[]): SessionGroup[] {
  const groups = new Map<string, SessionGroup>();
  for (const { user, tool, start } of sessions) {
    const key = `${tool} ${user}`;
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, { user, tool, toolName: TOOL_NAMES[tool], sessions: 1, first: start, last: start });
      continue;
    }
    group.sessions += 1;
    if (start < group.first) group.first = start;
    if (start > group.last) group.last = start;
  }
  return [...groups.values()];
}
