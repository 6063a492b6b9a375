import { localDay } from '../../domain/localTime.ts';
import { nextStop } from '../../domain/timeTravel.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { MovableClock } from '../ports/outside.ts';
import type { UserRecord } from '../ports/records.ts';
import type { TravelEventRecord } from '../ports/timeTravel.ts';
import { enterLife } from './enterLife.ts';
import { lookNow, whatHappened } from './whatHappened.ts';

export interface TravelNeeds {
  readonly clock: MovableClock;
  /** Runs the charge cycle now, and resolves when it has run. */
  readonly runNow: () => Promise<void>;
}

interface Traveller extends TravelNeeds {
  readonly file: DataFile;
  readonly operator: UserRecord;
}

export interface Arrival {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly cancelled: boolean;
  readonly events: readonly TravelEventRecord[];
}

export interface Watched {
  /** False once the travel is to end at the next stop. */
  readonly goesOn: () => boolean;
  readonly reached: (moment: number) => void;
}

/**
 * Goes from one moment to another, charge cycle by charge cycle: enters what people did until then, moves the clock, and lets
 * the billing system run as it does by itself each minute. Nothing is simulated beside it: bills, recharges, declines and stamps
 * are its own. Others get their turn at each stop. Where `untilEvent`, it ends at the first stop at which something happened.
 */
export async function travel(needs: Traveller, way: { readonly from: number; readonly target: number }, untilEvent: boolean, watched: Watched): Promise<Arrival> {
  const { file, clock, operator } = needs;
  const { timeZone } = file.company;
  const arrival = await file.inHaste(() => goThrough(needs, way, untilEvent, watched));
  file.write((tx) =>
    file.activity.appendTx(tx, {
      at: clock.now(),
      operatorId: operator.id,
      who: `${operator.firstName} ${operator.lastName}`,
      what: 'Moved the clock of the demonstration forward',
      accountId: null,
      changes: [{ label: 'Day', before: localDay(way.from, timeZone), after: localDay(arrival.at, timeZone) }],
    }),
  );
  return arrival;
}

async function goThrough(needs: Traveller, { from, target }: { readonly from: number; readonly target: number }, untilEvent: boolean, watched: Watched): Promise<Arrival> {
  const { file, clock } = needs;
  const beganAt = file.timeTravel.journey()?.beganAt ?? from;
  const life = enterLife(file, beganAt, sessionLog(file, localDay(beganAt, file.company.timeZone), from));
  const events: TravelEventRecord[] = [];
  let at = from;
  let looked = lookNow(file, from);
  while (at < target && watched.goesOn() && !(untilEvent && events.length > 0)) {
    const stop = nextStop(at, target);
    const ahead = stop - clock.machine.now();
    const spent = file.write((tx) => {
      file.timeTravel.saveTx(tx, { beganAt, ahead });
      return life(tx, at, stop);
    });
    clock.setAhead(ahead);
    await needs.runNow();
    const now = lookNow(file, clock.now());
    const happened = [...spent, ...whatHappened(file, looked, now)];
    if (happened.length > 0) file.write((tx) => file.timeTravel.appendTx(tx, happened));
    events.push(...happened);
    looked = now;
    at = stop;
    watched.reached(at);
    // Windows get their turn.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { at, cancelled: !watched.goesOn(), events };
}

/** The log that this journey's sessions stand in; made by its first travel. */
function sessionLog(file: DataFile, beganOn: string, now: number): number {
  const fileName = `Time machine from ${beganOn}`;
  return file.toolSessions.logs().find((log) => log.fileName === fileName)?.id ?? file.write((tx) => file.toolSessions.insertLogTx(tx, { at: now, fileName }));
}
