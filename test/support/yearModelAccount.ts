import { addDays, centsOf, CYCLE_MS, cycleOf, daysBetween, divideHalfUp, windowBefore } from './yearModelMoney.ts';
import type { Calendar } from './yearModelMoney.ts';
import type { StoryAccount, StoryAnswer, StorySource } from './yearStory.ts';

/** Failed cycles after which nothing is tried any more. */
export const PAUSED = 4;

export type Source = StorySource & { refused: boolean };

/** What came of each source in a round of tries, by its last four digits. */
export type Round = Map<string, 'declined' | 'lost'>;

export interface Bill {
  readonly date: string;
  readonly cents: bigint;
  failed: number;
  nextTry: number;
  tried: Round;
  /** Cycles for which a payment was tried: each names its round. */
  readonly rounds: Set<number>;
}

export interface Charge {
  readonly account: YearModelAccount;
  readonly kind: 'recurring' | 'licensesAdded' | 'minutes' | 'automaticRecharge';
  readonly cents: bigint;
  readonly source: Source;
  readonly at: number;
  readonly bill: Bill | null;
  /** The quantity that is paid for, where licenses are bought. */
  readonly licenses: number | null;
  /** The cycle whose recharge it is. */
  readonly cycle: number | null;
  readonly round: Round | null;
  state: 'sent' | 'beingChecked' | 'pending' | 'approved' | 'declined' | 'returned' | 'notReceived';
  /** Null where the gateway never got it. */
  arrived: { readonly answer: StoryAnswer; readonly at: number } | null;
  receipt: number | null;
}

interface Amounts {
  readonly reserve: bigint;
  readonly recharge: bigint;
}

/** One billing account of the model: its balance in micro-dollars, what it used day by day, and where its recharge stands. */
export class YearModelAccount {
  readonly name: string;
  /** CRM: now, from the next billing date on, and the most that was paid for in this period. */
  licenses: number;
  cutTo: number | null = null;
  paidFor: number;
  billingDay: number;
  /** The last billing date that was run, and whether a receipt was ever issued. */
  lastRun: string | null = null;
  charged = false;
  readonly sources: Source[];
  readonly bills: Bill[] = [];
  readonly decisions = new Map<number, string>();
  nextBillingDate: string;
  /** Automatic recharge. */
  on = true;
  balance = 0n;
  open: Charge | null = null;
  stamp: number | null = null;
  round: Round | null = null;
  failed = 0;
  nextTry = 0;
  private readonly choices: StoryAccount['choices'];
  private readonly calendar: Calendar;
  private readonly usedOn = new Map<string, bigint>();
  private readonly known = new Map<string, Amounts>();
  private firstDay: string | null = null;
  private lastCycle: number | null = null;

  constructor({ name, licenses, billingDay, nextBillingDate, sources, choices }: StoryAccount, calendar: Calendar) {
    this.name = name;
    this.licenses = licenses;
    this.paidFor = licenses;
    this.billingDay = billingDay;
    this.nextBillingDate = nextBillingDate;
    this.sources = sources.map((source) => ({ ...source, refused: false }));
    this.choices = choices;
    this.calendar = calendar;
  }

  /** More at once; fewer from the next billing date on (SPEC section 4). */
  setLicenses(wanted: number): void {
    this.cutTo = wanted < this.licenses ? wanted : null;
    this.licenses = Math.max(this.licenses, wanted);
    this.paidFor = Math.max(this.paidFor, this.licenses);
  }

  use(usedAt: number, cost: bigint): void {
    const day = this.calendar.day(usedAt);
    this.balance -= cost;
    this.usedOn.set(day, (this.usedOn.get(day) ?? 0n) + cost);
    if (this.firstDay === null || day < this.firstDay) this.firstDay = day;
    this.known.clear();
  }

  /** X and Y in cents, from the 30 complete days before a day. */
  amounts(day: string): Amounts {
    const known = this.known.get(day);
    if (known !== undefined) return known;
    let window = 0n;
    for (const before of windowBefore(day)) window += this.usedOn.get(before) ?? 0n;
    const { divideByAge, reserveDays, rechargeDays, leastReserve, leastRecharge } = this.choices;
    const age = divideByAge && this.firstDay !== null ? Math.min(30, Math.max(1, daysBetween(this.firstDay, day))) : 30;
    const of = (days: number, least: string): bigint => {
      const byUse = divideHalfUp(window * BigInt(days), BigInt(age) * 10_000n);
      const atLeast = centsOf(least);
      return byUse > atLeast ? byUse : atLeast;
    };
    const made = { reserve: of(reserveDays, leastReserve), recharge: of(rechargeDays, leastRecharge) };
    this.known.set(day, made);
    return made;
  }

  /** Automatic recharge is on, and the balance below X of a day, pending payments for minutes counted, and Y above zero. */
  isDue(day: string): boolean {
    if (!this.on) return false;
    const pending = this.open?.state === 'pending' && (this.open.kind === 'minutes' || this.open.kind === 'automaticRecharge') ? this.open.cents : 0n;
    const { reserve, recharge } = this.amounts(day);
    return recharge > 0n && this.balance + pending * 10_000n < reserve * 10_000n;
  }

  stampIfDue(today: string, moment: number): void {
    if (this.stamp === null && this.isDue(today)) this.stamp = moment;
  }

  /** Below since the day began, or the one before where that was not seen to begin either. */
  stampSinceMidnight(now: number, lastSeen: number | null): void {
    const today = this.calendar.day(now);
    // A clock that was ahead has been put right: since now, for what is known.
    const toCome = this.stamp !== null && this.stamp >= (cycleOf(now) + 1) * CYCLE_MS;
    if ((this.stamp !== null && !toCome) || !this.isDue(today)) return;
    const unseen = (day: string): boolean => lastSeen !== null && this.calendar.startOf(day) > lastSeen;
    // A still earlier day would change nothing: the cycle began after it.
    const dayBefore = addDays(today, -1);
    const since = unseen(dayBefore) && this.isDue(dayBefore) ? dayBefore : today;
    this.stamp = unseen(since) ? this.calendar.startOf(since) : now;
  }

  /** SPEC section 7: failed cycles are counted for one shortage; a pause stays until a source changes or a purchase succeeds. */
  endShortage(): void {
    this.round = null;
    if (this.failed < PAUSED) Object.assign(this, { failed: 0, nextTry: 0 });
  }

  /** While it is off nothing is looked at; what began meanwhile, this cycle too, was not missed. */
  turn(on: boolean, now: number): void {
    const cycle = cycleOf(now);
    if (on && !this.ran(cycle)) {
      this.decisions.set(cycle, 'notDue');
      this.lastCycle = Math.max(this.lastCycle ?? cycle, cycle);
    }
    this.on = on;
    this.stampIfDue(this.calendar.day(now), now);
  }

  ran(cycle: number): boolean {
    const decision = this.decisions.get(cycle);
    return decision !== undefined && decision !== 'missed';
  }

  /** The cycles since the last one, up to this one. */
  recordMissed(cycle: number): void {
    if (this.lastCycle !== null) for (let missed = this.lastCycle + 1; missed < cycle; missed += 1) this.decisions.set(missed, 'missed');
    this.lastCycle = Math.max(this.lastCycle ?? cycle, cycle);
  }
}
