import type { Tool } from '../../../shared/values/tools.ts';
import type { AccountKey } from './accounts.ts';

export interface DemonstrationShift {
  readonly account: AccountKey;
  readonly name: string;
  readonly tool: Tool;
  /** HH:MM, on every workday. */
  readonly start: string;
  readonly end: string;
  /** Last names. */
  readonly team: readonly string[];
}

/** The eight callers of the Remote Office share four PowerDialer licenses: one shift ends as the other begins. */
export const SHIFTS: readonly DemonstrationShift[] = [
  { account: 'remoteOffice', name: 'Morning callers', tool: 'powerDialer', start: '07:00', end: '12:00', team: ['Al-Harrowby', 'Blackfeather-Cole', 'Ferrantino-Hale', 'Nguyenstead'] },
  { account: 'remoteOffice', name: 'Afternoon callers', tool: 'powerDialer', start: '12:00', end: '17:00', team: ['Ezewater', 'Beaulanger', 'Lindstromberg', 'Mehtaford'] },
];
