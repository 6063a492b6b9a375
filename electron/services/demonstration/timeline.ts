import { formatMoney } from '../../domain/money.ts';
import { assertNever } from '../../../shared/values/assertNever.ts';
import { ACCOUNTS } from './accounts.ts';
import type { AccountKey } from './accounts.ts';
import { billMoment, momentOf, workdayBefore } from './calendar.ts';
import type { Happening, SettledDeed } from './happening.ts';
import type { MinutesHistory } from './minutesHistory.ts';
import { PEOPLE } from './people.ts';
import { STORY, WAITING_CUT } from './story.ts';
import type { Deed } from './story.ts';

const HOUR_MS = 3_600_000;

export interface TimelineFacts {
  readonly today: string;
  readonly now: number;
  /** Billing dates already reached, oldest first. */
  readonly billingDates: ReadonlyMap<AccountKey, readonly string[]>;
  readonly minutes: readonly MinutesHistory[];
  readonly priceRise: { readonly announcedOn: string; readonly before: string; readonly after: string; readonly from: string };
}

/** Everything that happened, in the order of time: what people did, what the billing system did, who came and left. */
export function timeline(facts: TimelineFacts): Happening[] {
  const happenings = [...founding(facts), ...bills(facts), ...deeds(facts), ...people(facts), ...recharges(facts), ...waitingCut(facts), ...seats(facts)];
  // A stable sort: what happens at one moment keeps the order above, a bill before a recharge.
  return happenings.sort((one, other) => one.at - other.at);
}

function founding({ billingDates, priceRise }: TimelineFacts): Happening[] {
  const first = datesOf(billingDates, 'headquarters')[0];
  if (first === undefined) throw new Error('The primary account has no billing date yet');
  const { announcedOn, ...rise } = priceRise;
  return [
    { at: momentOf(workdayBefore(first, 3), '09:00'), account: 'headquarters', what: 'founded', by: 'Brown' },
    { at: momentOf(announcedOn, '16:00'), account: 'headquarters', what: 'priceRaised', by: 'Brown', ...rise },
  ];
}

function bills({ billingDates, now }: TimelineFacts): Happening[] {
  return ACCOUNTS.flatMap(({ key }) =>
    datesOf(billingDates, key).map((date): Happening => ({ at: billMoment(date, now), account: key, what: 'billed', date })),
  );
}

function deeds({ today, minutes }: TimelineFacts): Happening[] {
  return STORY.map(({ daysAgo, time, account, by, payWith, deed }): Happening => ({
    at: momentOf(workdayBefore(today, daysAgo), time),
    account,
    what: 'deed',
    by,
    payWith: payWith ?? null,
    deed: settled(deed, minutes.find((history) => history.account === account)),
  }));
}

function settled(deed: Deed, minutes: MinutesHistory | undefined): SettledDeed {
  switch (deed.do) {
    case 'startMinutes':
      if (minutes === undefined) throw new Error('Minutes are bought on an account that does not dial');
      return { do: 'startMinutes', amount: formatMoney(minutes.opening) };
    case 'setQuantities':
    case 'buyProducts':
    case 'buyMinutes':
    case 'agree':
      return deed;
    default:
      return assertNever(deed);
  }
}

/** New colleagues are entered late in the morning, after the licenses for them were bought. */
function people({ today }: TimelineFacts): Happening[] {
  return PEOPLE.flatMap((person): Happening[] => {
    const { account, joined, left } = person;
    const by = account === 'remoteOffice' ? 'Solheimer' : 'Brown';
    return [
      ...(joined === null ? [] : [{ at: momentOf(workdayBefore(today, joined), '11:40'), account, what: 'joined', by, person } as const]),
      ...(left === null ? [] : [{ at: momentOf(workdayBefore(today, left), '17:05'), account, what: 'left', by, person } as const]),
    ];
  });
}

function recharges({ minutes }: TimelineFacts): Happening[] {
  return minutes.flatMap(({ account, recharges: made }) =>
    made.map((recharge): Happening => ({ at: recharge.at, account, what: 'recharged', recharge })),
  );
}

/** A day after the account's last bill, or halfway to now where that is not reached yet: in its current period in any case. */
function waitingCut({ billingDates, now }: TimelineFacts): Happening[] {
  const { account, by, quantities } = WAITING_CUT;
  const date = datesOf(billingDates, account).at(-1);
  if (date === undefined) throw new Error('The account of the waiting cut was never billed');
  const billed = billMoment(date, now);
  const at = Math.min(billed + 32 * HOUR_MS, Math.floor((billed + now) / 2));
  return [{ at, account, what: 'deed', by, payWith: null, deed: { do: 'setQuantities', quantities } }];
}

/** The two shifts of the Remote Office, and the log of the last two weeks, imported after the last workday. */
function seats({ today }: TimelineFacts): Happening[] {
  return [
    { at: momentOf(workdayBefore(today, 68), '11:15'), account: 'remoteOffice', what: 'shiftsPlanned', by: 'Solheimer' },
    { at: momentOf(workdayBefore(today, 1), '18:20'), account: 'headquarters', what: 'sessionsImported', by: 'Okonquist' },
  ];
}

function datesOf(billingDates: TimelineFacts['billingDates'], account: AccountKey): readonly string[] {
  return billingDates.get(account) ?? [];
}
