import type { Tool } from '../../../shared/values/tools.ts';
import { addDays } from '../../domain/localTime.ts';
import type { AccountKey } from './accounts.ts';
import { momentsOf, weekday, workdayBefore } from './calendar.ts';
import { seededRandom } from './seededRandom.ts';
import { SHIFTS } from './shifts.ts';

/** Someone of an account ran a tool; no last name: the system's own recording. Epoch milliseconds. */
export interface DemonstrationSession {
  readonly account: AccountKey;
  readonly by: string | null;
  readonly tool: Tool;
  readonly start: number;
  readonly end: number;
}

const MINUTE_MS = 60_000;
const DAYS = 14;
const SEED = 20_260_315;

/** Days ago of the two campaigns at Headquarters on which more is tried than there are seats. */
const RUSHES = [1, 8];

const MORNING = ['Sandvarsson', 'Montoverde', 'Mensahill', 'Wisniewater', 'Quraiwood', 'Kahaleway', 'Volkovsky-Lane', "O'Brannigard", 'Santibrook', 'Rahmanshire', 'Parkhollow'];
const AFTERNOON = ['Sandvarsson', 'Wisniewater', 'Kahaleway', 'Volkovsky-Lane', "O'Brannigard", 'Santibrook', 'Chandragate', 'de Vriesdale', 'Mokoenabury'];
const BLEND = ['Montoverde', 'Mensahill'];
const VOICEMAIL = ['Sandvarsson', 'Quraiwood', "O'Brannigard", 'Rahmanshire', 'Mokoenabury'];

/**
 * What the session log of the last two weeks holds, up to the last workday before `today`. The Remote Office works in two
 * shifts that never meet; Headquarters runs short of ports on two afternoons, and one caller has no Flex Port license.
 */
export function sessionHistory(today: string): DemonstrationSession[] {
  const random = seededRandom(SEED);
  const rushes = new Set(RUSHES.map((daysAgo) => workdayBefore(today, daysAgo)));
  const sessions: DemonstrationSession[] = [];
  for (let daysAgo = DAYS; daysAgo >= 1; daysAgo -= 1) {
    const day = addDays(today, -daysAgo);
    if (weekday(day) === 0 || weekday(day) === 6) continue;
    sessions.push(...remoteOffice(day, random), ...headquarters(day, random), ...(rushes.has(day) ? rush(day) : []));
  }
  return sessions.sort((one, other) => one.start - other.start);
}

/** The sessions of one day after that log, in order of start; `isRush`: a campaign runs. The same day gives the same sessions. */
export function sessionsOn(day: string, isRush: boolean): DemonstrationSession[] {
  if (weekday(day) === 0 || weekday(day) === 6) return [];
  const random = seededRandom(SEED + Date.parse(day) / 1000);
  return [...remoteOffice(day, random), ...headquarters(day, random), ...(isRush ? rush(day) : [])].sort((one, other) => one.start - other.start);
}

type Random = () => number;

function remoteOffice(day: string, random: Random): DemonstrationSession[] {
  const { run } = on('remoteOffice', day);
  return [
    // Each within the own shift: late by some minutes, home by some minutes early.
    ...SHIFTS.flatMap(({ tool, start, end, team }) => team.map((name) => run(name, tool, start, end, minutes(random, 12), -minutes(random, 12)))),
    run('Nguyenstead', 'voicemailDrop', '09:30', '09:36', minutes(random, 20)),
    run('Beaulanger', 'inbound', '17:05', '18:00', minutes(random, 10)),
    run(null, 'recording', '10:00', '10:40', minutes(random, 15)),
    run(null, 'recording', '14:10', '14:50', minutes(random, 15)),
  ];
}

function headquarters(day: string, random: Random): DemonstrationSession[] {
  const { run } = on('headquarters', day);
  return [
    ...MORNING.map((name) => run(name, 'powerDialer', '08:30', '12:00', minutes(random, 20), -minutes(random, 15))),
    ...AFTERNOON.map((name) => run(name, 'powerDialer', '13:00', '17:00', minutes(random, 20), -minutes(random, 15))),
    ...BLEND.map((name) => run(name, 'blend', '13:00', '16:30', minutes(random, 15), -minutes(random, 15))),
    run('Yildizmoor', 'inbound', '09:00', '12:00', minutes(random, 10)),
    run('Yildizmoor', 'inbound', '13:00', '17:00', minutes(random, 10), -minutes(random, 10)),
    ...VOICEMAIL.slice(0, 4).map((name, index) => run(name, 'voicemailDrop', `${String(9 + (index % 3)).padStart(2, '0')}:10`, `${String(9 + (index % 3)).padStart(2, '0')}:16`, minutes(random, 40))),
    run('Ramanfield', 'fax', '10:20', '10:26', minutes(random, 60)),
    run('Okonquist', 'fax', '15:30', '15:35', minutes(random, 30)),
    run('Okonquist', 'jabberDog', '16:10', '16:40', minutes(random, 10)),
    ...['09:20', '10:40', '13:30', '15:10'].map((start) => run(null, 'recording', start, later(start, 35), minutes(random, 20))),
  ];
}

/** Two o'clock: the ports are all in use when three more tools are started. */
function rush(day: string): DemonstrationSession[] {
  const { run } = on('headquarters', day);
  return [
    ...VOICEMAIL.map((name) => run(name, 'voicemailDrop', '14:00', '14:20')),
    run('Ramanfield', 'fax', '14:05', '14:11'),
    run('Parkhollow', 'inbound', '14:08', '14:50'),
    run('Okonquist', 'jabberDog', '14:12', '14:30'),
    run('Kahaleway', 'voicemailDrop', '14:15', '14:18'),
  ];
}

function on(account: AccountKey, day: string) {
  const moment = momentsOf(day);
  return {
    /** `late` moves the start, `early` the end, or both where it is not given. Minutes. */
    run(by: string | null, tool: Tool, start: string, end: string, late = 0, early = late): DemonstrationSession {
      return { account, by, tool, start: moment(start) + late * MINUTE_MS, end: moment(end) + early * MINUTE_MS };
    },
  };
}

function minutes(random: Random, most: number): number {
  return Math.floor(random() * most);
}

function later(time: string, minutesLater: number): string {
  const [hours = 0, minute = 0] = time.split(':').map(Number);
  const total = hours * 60 + minute + minutesLater;
  return `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`;
}
