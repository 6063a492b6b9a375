import type { z } from 'zod';
import type { scenarioContracts } from '../../../shared/contracts/scenarios.ts';
import type { LicenseType } from '../../../shared/values/licenseTypes.ts';
import { TOOL_NAMES } from '../../../shared/values/tools.ts';
import type { Tool } from '../../../shared/values/tools.ts';
import { shiftSessions } from '../../domain/scenarioShift.ts';
import type { Scenario, ScenarioSession } from '../../domain/scenario.ts';
import type { Holdings } from '../../domain/seatTimeline.ts';
import { TOOL_SEATS } from '../../domain/seatTools.ts';
import { refuse } from '../refusals.ts';
import { readSessionsCsv } from './sessionsCsv.ts';
import type { SessionSet } from './sessionSets.ts';
import type { Uploads } from './uploads.ts';

type Contracts = typeof scenarioContracts;
type Edit = z.output<Contracts['scenarios.editSessions']['input']>['edit'];
type Played = Pick<Scenario, 'sessions' | 'holdings'>;

/** More would not fit into a scenario file that can be opened again. */
const MOST_SESSIONS = 200_000;

/** The sessions after an edit; null: there were none before. Refuses with BAD_INPUT what does not fit. */
export function editSessions(before: SessionSet | null, edit: Edit, uploads: Uploads): Played {
  const sessions = before?.sessions ?? [];
  const holdings = before?.holdings ?? 'everything';
  switch (edit.do) {
    case 'addShift': {
      const users = Array.from({ length: edit.people }, (_, index) => `${edit.name} ${index + 1}`);
      const added = shiftSessions({ ...edit, users });
      if (added.length === 0) throw refuse('BAD_INPUT', '/edit/weekdays', 'The shift has no day in these weeks.');
      return { sessions: atMost([...sessions, ...added]), holdings: holding(holdings, users, edit.tool) };
    }
    case 'import': {
      const added = readSessionsCsv(uploads.take(edit.uploadId), edit.timeZone);
      return { sessions: atMost([...sessions, ...added]), holdings: added.reduce((known, { user, tool }) => holding(known, [user], tool), holdings) };
    }
    case 'remove':
      return { sessions: sessions.filter(({ user, tool }) => user !== edit.user || tool !== edit.tool), holdings };
    case 'clear':
      return { sessions: [], holdings };
  }
}

function atMost(sessions: readonly ScenarioSession[]): readonly ScenarioSession[] {
  if (sessions.length > MOST_SESSIONS) throw refuse('BAD_INPUT', '', `A scenario has at most ${MOST_SESSIONS.toLocaleString('en-US')} sessions.`);
  return sessions;
}

/** People nobody knew before hold a CRM license and what their tool needs; what others hold stays as it is. */
function holding(holdings: Holdings, users: readonly string[], tool: Tool): Holdings {
  const needs = TOOL_SEATS[tool].needs;
  const isNew = (user: string): boolean => holdings !== 'everything' && !holdings.has(user);
  if (holdings === 'everything' || needs === null || !users.some(isNew)) return holdings;
  return new Map([...holdings, ...users.filter(isNew).map((user) => [user, new Set<LicenseType>(['crm', ...needs])] as const)]);
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
