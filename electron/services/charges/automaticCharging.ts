import { nextBillingDate } from '../../domain/billingPeriod.ts';
import { planChargeCycle } from '../../domain/chargeCyclePlan.ts';
import type { ChargeCyclePlan } from '../../domain/chargeCyclePlan.ts';
import { cycleNumber } from '../../domain/chargeCycle.ts';
import { localDay } from '../../domain/localTime.ts';
import { requireLooked } from '../place/requireLooked.ts';
import { tellReceipts } from '../place/tellReceipts.ts';
import type { HeldReason, OpenCompany } from '../ports/company.ts';
import type { Clock, Publish } from '../ports/outside.ts';
import type { AccountRecord } from '../ports/records.ts';
import { refuse } from '../refusals.ts';
import type { RechargeService } from '../minutes/rechargeCycles.ts';
import type { BillingDateService } from './billingDateService.ts';
import type { ChargeService } from './chargeService.ts';

export interface AutomaticChargingNeeds {
  readonly clock: Clock;
  readonly publish: Publish;
  readonly charges: ChargeService;
  readonly billingDates: BillingDateService;
  readonly recharges: RechargeService;
}

export interface AutomaticChargingService {
  /**
   * What the billing system does by itself, on start, on wake-up and each minute: asks what became of open charges,
   * then runs the charge cycle, where it may (SPEC sections 4, 7 and 8). Nothing is sent a second time.
   */
  readonly beat: (company: OpenCompany) => Promise<void>;
  /** Remembers that the application ran until now. */
  readonly leave: (company: OpenCompany) => void;
  /** Refuses with CHARGES_WAIT where something of the account waits for an operator's answer. */
  readonly requireNothingWaits: (company: OpenCompany, accountId: number) => void;
}

/** While nothing else is written, the moment last seen is at most this old. */
const SEEN_EVERY_MS = 15 * 60_000;

/** `held`: nobody has looked yet at a file that was restored or copied (SPEC section 8). */
export type ChargingPlan = ChargeCyclePlan | { readonly kind: 'held'; readonly because: HeldReason };

/** What automatic charging may do now in this file. Nothing waits in one that is open for review, however old it is. */
export function currentPlan({ file, held = null }: OpenCompany, now: number): ChargingPlan {
  if (held !== null) return { kind: 'held', because: held };
  return planChargeCycle(file.review === null ? file.automaticCharging.progress() : null, now);
}

export function createAutomaticChargingService(needs: AutomaticChargingNeeds): AutomaticChargingService {
  /** Of the file that is open: windows are told when it changes. */
  let told: { readonly file: unknown; readonly kind: ChargingPlan['kind'] } | null = null;

  const tell = ({ file }: OpenCompany, kind: ChargingPlan['kind']): void => {
    if (told?.file === file && told.kind === kind) return;
    told = { file, kind };
    needs.publish(['accounts']);
  };

  const run = async (company: OpenCompany, cycle: number, begins: boolean): Promise<void> => {
    const { automaticCharging, write } = company.file;
    const now = needs.clock.now();
    const progress = automaticCharging.progress();
    if (begins || progress === null || now - progress.lastSeenAt > SEEN_EVERY_MS) {
      write((tx) => {
        automaticCharging.saveTx(tx, { highestCycle: cycle, lastSeenAt: now, asked: false });
      });
    }
    const faults: unknown[] = [];
    // What is wrong with one account's bill keeps no recharge waiting.
    await needs.billingDates.runCycle(company, cycle).catch((fault: unknown) => faults.push(fault));
    const billed = faults.length === 0;
    await needs.recharges.runCycle(company, cycle).catch((fault: unknown) => faults.push(fault));
    if (billed && automaticCharging.userCounts().length > 0) {
      write((tx) => {
        automaticCharging.forgetUserCountsTx(tx);
      });
    }
    if (faults.length > 0) throw faults[0];
  };

  return {
    beat: async (company) => {
      // An open charge would take the number of a receipt that is to be rebuilt.
      if ((company.held ?? null) !== null) {
        countUsers(company, needs.clock.now());
        return tell(company, 'held');
      }
      // First, as it was when the day began: with payments pending that may be settled now, and the last run entered as seen.
      needs.recharges.stampNewDay(company);
      const faults: unknown[] = [];
      for (const { id } of company.file.charges.open()) await needs.charges.settle(company, id).catch((fault: unknown) => faults.push(fault));
      const plan = currentPlan(company, needs.clock.now());
      if (plan.kind === 'run') await run(company, plan.cycle, plan.begins).catch((fault: unknown) => faults.push(fault));
      if (plan.kind === 'ask') {
        countUsers(company, needs.clock.now());
        noteAsked(company, needs.clock.now(), plan.since);
      }
      await tellReceipts(company);
      tell(company, plan.kind);
      // Logged, and tried again with the next beat.
      if (faults.length > 0) throw faults[0];
    },
    leave: (company) => {
      const now = needs.clock.now();
      const { automaticCharging, write } = company.file;
      const progress = automaticCharging.progress();
      if (progress === null || progress.lastSeenAt === now || currentPlan(company, now).kind !== 'run') return;
      write((tx) => {
        automaticCharging.saveTx(tx, { ...progress, lastSeenAt: now });
      });
    },
    requireNothingWaits: (company, accountId) => {
      requireLooked(company);
      const { file } = company;
      const now = needs.clock.now();
      if (currentPlan(company, now).kind === 'run') return;
      const account = file.accounts.byId(accountId);
      if (account === null || account.nextBillingDate > localDay(now, file.company.timeZone)) return;
      throw refuse(
        'CHARGES_WAIT',
        '',
        `The bill of ${account.nextBillingDate} waits for an answer in the Summary window, because automatic charging is stopped. Nothing was saved.`,
      );
    },
  };
}

/**
 * Who is active as it begins to wait counts for the dates missed by then, and who is active as a further date is reached
 * for that one: on the account that carries the storage fee.
 */
function countUsers({ file }: OpenCompany, now: number): void {
  const today = localDay(now, file.company.timeZone);
  const upTo = file.automaticCharging.userCounts().at(-1)?.upTo ?? null;
  const primary = file.accounts.all().find((account) => account.primary);
  if (primary === undefined || (upTo !== null && (upTo >= today || !dateBetween(primary, upTo, today)))) return;
  file.write((tx) => file.automaticCharging.countUsersTx(tx, { upTo: today, activeUsers: file.users.activeCount() }));
}

/** Whether the account has a billing date after one day and up to another. */
function dateBetween({ nextBillingDate: first, billingDay }: AccountRecord, after: string, upTo: string): boolean {
  let date = first;
  while (date <= after) date = nextBillingDate(date, billingDay);
  return date <= upTo;
}

/** The first time it is noticed. */
function noteAsked({ file }: OpenCompany, now: number, since: number): void {
  const progress = file.automaticCharging.progress();
  if (progress === null || progress.asked) return;
  file.write((tx) => {
    file.automaticCharging.saveTx(tx, { ...progress, asked: true });
    file.activity.appendTx(tx, {
      at: now,
      operatorId: null,
      who: 'Billing system',
      what: 'Automatic charging waits for an answer: Billing Desk had not run for more than 48 hours',
      accountId: null,
      changes: [{ label: 'Charge cycles missed', before: null, after: String(cycleNumber(now) - cycleNumber(since)) }],
    });
  });
}
