import type { z } from 'zod';
import type { timeMachineContracts, travelChart, travelEvent } from '../../../shared/contracts/timeMachine.ts';
import { CHARGE_CYCLE_MS, nextCycleAfter } from '../../domain/chargeCycle.ts';
import { daysBetween, localDay } from '../../domain/localTime.ts';
import { Decimal, formatMoney } from '../../domain/money.ts';
import { minutesHistory } from '../minutes/ledgerPages.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { AccountRecord } from '../ports/records.ts';
import type { JourneyRecord, TravelEventRecord } from '../ports/timeTravel.ts';
import { refuse } from '../refusals.ts';

type View = Omit<z.output<(typeof timeMachineContracts)['timeMachine.view']['output']>, 'canGoBack'>;

const MOST_EVENTS = 200;
/** More points than a chart is wide show nothing more. */
const MOST_POINTS = 600;

/** Where the demonstration's clock stands, and what happened on the way. Refuses with NOT_FOUND an account that does not dial. */
export function travelView(file: DataFile, accountId: number | undefined, now: number): View {
  const { timeZone } = file.company;
  const today = localDay(now, timeZone);
  const journey = file.timeTravel.journey();
  const dialing = file.accounts.all().filter(({ id }) => file.minutes.firstUsageAt(id) !== null);
  const account = accountId === undefined ? dialing[0] : dialing.find(({ id }) => id === accountId);
  if (accountId !== undefined && account === undefined) throw refuse('NOT_FOUND', '/accountId', 'This billing account does not dial, or is not in the data file.');
  const beganOn = journey === null ? today : localDay(journey.beganAt, timeZone);
  return {
    now: new Date(now).toISOString(),
    today,
    timeZone,
    began: journey === null ? null : { at: new Date(journey.beganAt).toISOString(), day: beganOn, daysAgo: daysBetween(beganOn, today) },
    accounts: dialing.map(({ id, name }) => ({ id, name })),
    chart: journey === null || account === undefined ? null : chartOf(file, account, journey, now),
    events: file.timeTravel.events(MOST_EVENTS).map(eventOutput),
    eventCount: file.timeTravel.eventCount(),
  };
}

function chartOf(file: DataFile, { id, name }: AccountRecord, { beganAt }: JourneyRecord, now: number): z.output<typeof travelChart> {
  const { timeZone } = file.company;
  const days = daysBetween(localDay(beganAt, timeZone), localDay(now, timeZone)) + 1;
  const reserves = new Map(minutesHistory(file, { accountId: id, days }, now).days.map(({ date, reserve }) => [date, reserve]));
  const moments = momentsBetween(beganAt, now);
  const moved = file.minutes.movedBetween(id, moments);
  let balance = new Decimal(file.minutes.balanceBefore(id, beganAt));
  return {
    account: { id, name },
    points: moments.map((moment, index) => {
      if (index > 0) balance = balance.plus(moved[index - 1] ?? '0');
      return { at: new Date(moment).toISOString(), balance: formatMoney(balance), reserve: reserves.get(localDay(moment, timeZone)) ?? '0.00' };
    }),
    recharges: file.timeTravel.eventsOf(id, 'recharge').map(eventOutput),
  };
}

/** The beginning, charge cycles on the way (each, or every second, third, ..., where there are many), and now. */
function momentsBetween(from: number, to: number): number[] {
  const cycles = (to - from) / CHARGE_CYCLE_MS;
  const step = CHARGE_CYCLE_MS * Math.max(1, Math.ceil(cycles / MOST_POINTS));
  const moments = [from];
  for (let moment = nextCycleAfter(from); moment < to; moment += step) moments.push(moment);
  // What was entered at this very moment counts.
  moments.push(to + 1);
  return moments;
}

function eventOutput({ at, kind, accountId, sentence, receiptNumber }: TravelEventRecord): z.output<typeof travelEvent> {
  return { at: new Date(at).toISOString(), kind, accountId, sentence, receiptNumber };
}
