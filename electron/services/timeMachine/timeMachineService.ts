import type { z } from 'zod';
import type { timeMachineContracts } from '../../../shared/contracts/timeMachine.ts';
import type { TravelStep } from '../../../shared/values/travelEvents.ts';
import { cycleNumber } from '../../domain/chargeCycle.ts';
import { localDay } from '../../domain/localTime.ts';
import { travelTarget } from '../../domain/timeTravel.ts';
import { currentPlan } from '../charges/automaticCharging.ts';
import type { CompanyService } from '../company/companyService.ts';
import type { CurrentCompany, SignedInCompany } from '../ports/company.ts';
import type { Publish } from '../ports/outside.ts';
import { refuse } from '../refusals.ts';
import { travel } from './travel.ts';
import type { Arrival, TravelNeeds } from './travel.ts';
import { travelView } from './travelView.ts';

type Contracts = typeof timeMachineContracts;
type In<R extends keyof Contracts> = z.output<Contracts[R]['input']>;
type Out<R extends keyof Contracts> = z.output<Contracts[R]['output']>;

export interface TimeMachineNeeds extends TravelNeeds {
  readonly current: CurrentCompany;
  readonly publish: Publish;
  /** Keeps back what windows are told until the function it returns is called. */
  readonly holdPublish: () => () => void;
  readonly company: Pick<CompanyService, 'keepStart' | 'hasStart' | 'backToStart'>;
}

export interface TimeMachineService {
  readonly view: (input: In<'timeMachine.view'>) => Out<'timeMachine.view'>;
  readonly forward: (input: In<'timeMachine.forward'>) => Promise<Out<'timeMachine.forward'>>;
  readonly progress: () => Out<'timeMachine.progress'>;
  readonly cancel: () => Record<string, never>;
  readonly backToStart: () => Promise<Out<'timeMachine.backToStart'>>;
  /** Ends the travel under way, and resolves when it stands: before its file is closed. */
  readonly stop: () => Promise<void>;
}

/** The travel under way. */
interface UnderWay {
  readonly from: number;
  readonly target: number;
  at: number;
  cancelled: boolean;
  arrival: Promise<unknown>;
}

/** Time on a demonstration: forward, and back to the start (SPEC section 12). A real file has none of it. */
export function createTimeMachineService(needs: TimeMachineNeeds): TimeMachineService {
  const { clock } = needs;
  let underWay: UnderWay | null = null;

  const demonstration = (): SignedInCompany => {
    const company = needs.current();
    if (company.file.company.demonstration) return company;
    throw refuse('DEMONSTRATION_ONLY', '', 'The time machine works on the demonstration alone: on the file of a company it would make real charges.');
  };

  const canGoBack = (): boolean => demonstration().file.timeTravel.journey() !== null && needs.company.hasStart();

  const requireStanding = (): void => {
    if (underWay !== null) throw refuse('WAIT', '', 'The time machine is on its way already. Wait until it arrives, or cancel it.');
  };

  const go = (company: SignedInCompany, step: TravelStep): Promise<Arrival> => {
    const from = clock.now();
    const progress: UnderWay = { from, target: travelTarget(from, company.file.company.timeZone, step), at: from, cancelled: false, arrival: Promise.resolve() };
    underWay = progress;
    const arrival = goOn(company, step, progress);
    progress.arrival = arrival;
    return arrival;
  };

  const goOn = async ({ file, operator }: SignedInCompany, step: TravelStep, progress: UnderWay): Promise<Arrival> => {
    const tell = needs.holdPublish();
    try {
      if (file.timeTravel.journey() === null) await needs.company.keepStart();
      return await travel({ ...needs, file, operator }, progress, step === 'nextEvent', {
        goesOn: () => !progress.cancelled,
        reached: (moment) => {
          progress.at = moment;
        },
      });
    } finally {
      underWay = null;
      needs.publish(['app', 'accounts', 'receipts', 'users', 'seats', 'activity']);
      tell();
    }
  };

  return {
    view: ({ accountId }) => ({ ...travelView(demonstration().file, accountId, clock.now()), canGoBack: canGoBack() }),
    forward: async ({ to }) => {
      const company = demonstration();
      requireStanding();
      if (currentPlan(company, clock.now()).kind !== 'run') {
        throw refuse('CHARGES_WAIT', '', 'Automatic charging waits for an answer on Billing Information. Answer it first; the clock was not moved.');
      }
      const { at, cancelled, events } = await go(company, to);
      return {
        arrived: new Date(at).toISOString(),
        day: localDay(at, company.file.company.timeZone),
        cancelled,
        events: events.length,
        last: events.at(-1)?.sentence ?? null,
        lastAccountId: events.at(-1)?.accountId ?? null,
      };
    },
    progress: () => {
      const { file } = demonstration();
      if (underWay === null) return { travel: null };
      const { from, at, target } = underWay;
      const cycles = (to: number): number => cycleNumber(to) - cycleNumber(from);
      return { travel: { day: localDay(at, file.company.timeZone), done: cycles(at), total: cycles(target) } };
    },
    cancel: () => {
      demonstration();
      if (underWay !== null) underWay.cancelled = true;
      return {};
    },
    backToStart: async () => {
      demonstration();
      requireStanding();
      if (!canGoBack()) throw refuse('NOTHING_TO_ACCEPT', '', 'There is nothing to go back to: the clock of the demonstration was not moved, or this is a backup from the way, restored after its start was put back.');
      return needs.company.backToStart();
    },
    stop: async () => {
      if (underWay === null) return;
      underWay.cancelled = true;
      // Its caller hears of a fault.
      await underWay.arrival.catch(() => undefined);
    },
  };
}
