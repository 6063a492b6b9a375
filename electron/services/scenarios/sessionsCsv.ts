import { IMPORT_COLUMNS } from '../../../shared/values/imports.ts';
import { isTimeZoneName } from '../../../shared/values/timeZone.ts';
import type { ScenarioSession } from '../../domain/scenario.ts';
import { createMomentReader } from '../../domain/sessionTime.ts';
import { createScenarioTimes } from '../../domain/scenarioTimes.ts';
import { createCsvReader } from '../imports/csvReader.ts';
import { refuse } from '../refusals.ts';
import { toolsByName } from '../seats/toolsByName.ts';
import { SYSTEM } from '../seats/words.ts';

/** The columns of a session log (SPEC section 5): a scenario takes the same files, and has no use for the account. */
const COLUMNS = IMPORT_COLUMNS.sessions;

/**
 * The sessions of a CSV file in the wall-clock times of a time zone; `nameOf` says what whoever a
 * line names is called there. Refuses with BAD_INPUT the first line that does not fit: all of the file is taken, or nothing.
 */
export function readSessionsCsv(bytes: Uint8Array, timeZone: string, nameOf: (logged: string) => string): ScenarioSession[] {
  if (!isTimeZoneName(timeZone)) throw refuse('BAD_INPUT', '/edit/timeZone', 'The scenario has no time zone that is known.');
  const sessions: ScenarioSession[] = [];
  const tools = toolsByName();
  const momentOf = createMomentReader(timeZone);
  const timesOf = createScenarioTimes(timeZone);
  const bad = (line: number, reason: string): never => {
    throw refuse('BAD_INPUT', '', `Line ${line}: ${reason} Nothing was imported.`);
  };
  const reader = createCsvReader({
    columns: COLUMNS,
    onHeader: () => undefined,
    onBadRow: bad,
    onRow: ([user = '', , toolName = '', from = '', to = ''], line) => {
      const tool = tools.get(toolName) ?? tools.get(toolName.toLowerCase());
      if (tool === undefined) return bad(line, `The tool "${toolName.slice(0, 60)}" is not known.`);
      if (user === '' && tool !== 'recording') return bad(line, 'The line names no user.');
      const [began, ended] = [momentOf(from), momentOf(to)];
      if (began.kind === 'refused') return bad(line, `The start ${began.reason}`);
      if (ended.kind === 'refused') return bad(line, `The end ${ended.reason}`);
      if (ended.at <= began.at) return bad(line, 'The end is not after the start.');
      sessions.push({ user: user === '' ? SYSTEM : nameOf(user), tool, ...timesOf(began.at, ended.at) });
    },
  });
  reader.push(bytes);
  reader.end();
  if (sessions.length === 0) throw refuse('BAD_INPUT', '', 'The file has no session. Nothing was imported.');
  return sessions;
}
