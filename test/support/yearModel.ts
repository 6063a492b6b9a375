import { addDays, billingDateAfter, CYCLE_MS, cycleOf, daysOfPeriod, divideHalfUp, dollarsOf, HOUR_MS, micros, periodOf } from './yearModelMoney.ts';
import { PAUSED, YearModelAccount } from './yearModelAccount.ts';
import type { Bill, Charge, Round, Source } from './yearModelAccount.ts';
import { calendarOf } from './yearModelMoney.ts';
import type { Story, StoryAction } from './yearStory.ts';

/* What the billing system does in a year, written from SPEC sections 3, 4, 6, 7 and 8 alone, with arithmetic of its own. */

/** The process ended between two steps of a payment. */
export class ModelCrash extends Error {}

/** After the first, second and third failed cycle. */
const NEXT_TRY = [1, 2, 4];
const CYCLES_TO_SETTLE = 3;

export type Stopped = 'away' | 'clockSetBack' | null;

export class YearModel {
  readonly accounts: YearModelAccount[];
  /** In the order in which they were saved. */
  readonly charges: Charge[] = [];
  receipts = 0;
  private readonly story: Story;
  private readonly prices: { item: 'crm' | 'minute' | 'storage'; from: string; unitPrice: string }[];
  /** In the order in which they were entered. */
  private readonly measurements: { at: number; usedMb: number }[] = [];
  private readonly calendar;
  private highestCycle: number | null = null;
  private lastSeen = 0;
  private crash: { point: string; sends: number } | null = null;

  constructor(story: Story) {
    this.story = story;
    this.calendar = calendarOf(story.timeZone);
    this.accounts = story.accounts.map((account) => new YearModelAccount(account, this.calendar));
    this.prices = [
      { item: 'crm', from: '2000-01-01', unitPrice: story.prices.crm },
      { item: 'minute', from: '2000-01-01', unitPrice: story.prices.minute },
      { item: 'storage', from: '2000-01-01', unitPrice: '30.00' },
    ];
  }

  // What people do.

  use(now: number, { account, usedAt, quantity, rate }: Extract<StoryAction, { do: 'use' }>): void {
    const day = this.calendar.day(usedAt);
    const cost = divideHalfUp(micros(quantity) * micros(rate ?? this.priceOn('minute', day)), 1_000_000n);
    const used = this.account(account);
    used.use(usedAt, cost);
    used.stampIfDue(this.calendar.day(now), now);
  }

  buy(now: number, { account, amount, source }: Extract<StoryAction, { do: 'buy' }>): string {
    const buyer = this.account(account);
    const payer = buyer.sources[source];
    if (buyer.open !== null) return 'CHARGE_OPEN';
    if (payer === undefined || !this.canPay(payer, now)) return 'NO_FUNDING_SOURCE';
    return this.send(now, this.save(now, { account: buyer, kind: 'minutes', cents: micros(amount) / 10_000n, source: payer, bill: null, licenses: null, cycle: null, round: null }));
  }

  /** SPEC sections 2 and 4: reached billing dates first; more at once and charged, fewer from the next date on. */
  change(now: number, { account, licenses, source }: Extract<StoryAction, { do: 'change' }>): string {
    const owner = this.account(account);
    const today = this.calendar.day(now);
    const reached = owner.nextBillingDate <= today;
    if (reached && this.stopped(now) !== null) return 'CHARGES_WAIT';
    if (reached) this.runDates(now, cycleOf(now), [owner], today);
    if (owner.open !== null) return 'CHARGE_OPEN';
    if (reached) return 'CHANGED_SINCE_OPENED';
    const coming = owner.cutTo ?? owner.licenses;
    if (licenses === coming) return 'NOTHING_TO_ACCEPT';
    if (licenses > coming && owner.bills.length > 0) return 'PAST_DUE';
    const added = licenses - Math.max(owner.paidFor, owner.licenses);
    if (added <= 0) {
      owner.setLicenses(licenses);
      return 'accepted';
    }
    const payer = owner.sources[source];
    if (payer === undefined || !this.canPay(payer, now)) return 'NO_FUNDING_SOURCE';
    // Where a clock that was ahead ran the next date already, the period that is paid for has not begun yet.
    const { begin } = periodOf(addDays(owner.nextBillingDate, -1), owner.billingDay);
    const { all, left } = daysOfPeriod(today < begin ? begin : today, owner.billingDay);
    const cents = divideHalfUp(BigInt(added) * micros(this.priceOn('crm', today)) * BigInt(left), 10_000n * BigInt(all));
    return this.send(now, this.save(now, { account: owner, kind: 'licensesAdded', cents, source: payer, bill: null, licenses, cycle: null, round: null }));
  }

  /** SPEC section 1: the anchor day of an account that nothing was charged to yet. */
  changeBillingDay(now: number, { account, billingDay }: Extract<StoryAction, { do: 'billingDay' }>): string {
    const owner = this.account(account);
    if (owner.billingDay === billingDay) return 'accepted';
    const today = this.calendar.day(now);
    if (owner.charged || owner.open !== null || owner.bills.length > 0 || owner.nextBillingDate <= today) return 'ALREADY_USED';
    if (owner.lastRun !== null && owner.lastRun > today) return 'ALREADY_USED';
    Object.assign(owner, { billingDay, nextBillingDate: periodOf(today, billingDay).end });
    return 'accepted';
  }

  turn(now: number, { account, on }: Extract<StoryAction, { do: 'turn' }>): string {
    const owner = this.account(account);
    if (owner.on === on) return 'NOTHING_TO_ACCEPT';
    owner.turn(on, now);
    return 'accepted';
  }

  /** SPEC section 7: until a source changes. */
  replace(now: number, { account, source, by }: Extract<StoryAction, { do: 'replace' }>): void {
    const owner = this.account(account);
    owner.sources[source] = { ...by, refused: false };
    this.tryAgain(owner, now, 1);
  }

  price({ item, from, unitPrice }: Extract<StoryAction, { do: 'price' }>): void {
    const same = this.prices.findIndex((price) => price.item === item && price.from === from);
    if (same !== -1) this.prices.splice(same, 1);
    this.prices.push({ item, from, unitPrice });
  }

  /** A day's figure is that of its end, or of now. */
  measure(now: number, { day, usedMb }: Extract<StoryAction, { do: 'storage' }>): void {
    this.measurements.push({ at: Math.min(now, this.calendar.startOf(addDays(day, 1)) - 1), usedMb });
  }

  arm({ point, nth }: Extract<StoryAction, { do: 'crash' }>): void {
    this.crash = { point, sends: nth };
  }

  /** The application was closed in order: it remembers until when it ran. */
  leave(now: number): void {
    if (this.highestCycle !== null && this.stopped(now) === null) this.lastSeen = now;
  }

  /** SPEC section 7: more than 48 hours, or a clock set back, and an operator is asked. */
  stopped(now: number): Stopped {
    if (this.highestCycle === null) return null;
    if (cycleOf(now) < this.highestCycle) return 'clockSetBack';
    return now - this.lastSeen > 48 * HOUR_MS ? 'away' : null;
  }

  answer(now: number): void {
    if (this.stopped(now) === 'clockSetBack') this.putRetriesRight(cycleOf(now));
    this.highestCycle = cycleOf(now);
    this.lastSeen = now;
    this.beat(now);
  }

  /** No wait is longer than four cycles, but by a clock that was ahead. */
  private putRetriesRight(cycle: number): void {
    for (const account of this.accounts) {
      if (account.nextTry > cycle + 4) account.nextTry = cycle + 1;
      for (const bill of account.bills.filter(({ nextTry }) => nextTry > cycle + 4)) {
        Object.assign(bill, { nextTry: cycle + 1, tried: new Map() });
        while (bill.rounds.has(bill.nextTry)) bill.nextTry += 1;
      }
    }
  }

  // What the billing system does by itself.

  beat(now: number): void {
    // A day that began meanwhile has another X: the balance is below it since then.
    for (const account of this.accounts) account.stampSinceMidnight(now, this.highestCycle === null ? null : this.lastSeen);
    for (const charge of this.openCharges()) this.ask(now, charge);
    if (this.stopped(now) !== null) return;
    const cycle = cycleOf(now);
    this.highestCycle = cycle;
    this.lastSeen = now;
    this.bill(now, cycle);
    this.recharge(now, cycle);
  }

  /** Oldest first; of one moment, in the order of the accounts, of which each has one. */
  private openCharges(): Charge[] {
    return this.accounts.flatMap(({ open }) => open ?? []).sort((a, b) => a.at - b.at);
  }

  /** SPEC section 4: the first cycle at or after local midnight of the billing date; what is owed, the oldest first. */
  private bill(now: number, cycle: number): void {
    const reached = this.calendar.day(cycle * CYCLE_MS);
    const due = this.accounts.filter(({ nextBillingDate, bills }) => nextBillingDate <= reached || bills.some((bill) => mayTry(bill, cycle)));
    this.runDates(now, cycle, due, reached);
  }

  private runDates(now: number, cycle: number, due: readonly YearModelAccount[], reached: string): void {
    const first: Charge[] = [];
    for (const account of due) {
      const owedBefore = account.bills.length > 0;
      // Licenses that wait for their payment belong to the period before.
      while (account.nextBillingDate <= reached && (account.open?.licenses ?? null) === null) {
        const date = account.nextBillingDate;
        account.lastRun = date;
        account.licenses = account.cutTo ?? account.licenses;
        Object.assign(account, { cutTo: null, paidFor: account.licenses });
        const cents = divideHalfUp(BigInt(account.licenses) * micros(this.priceOn('crm', date)), 10_000n) + (account === this.accounts[0] ? this.storageFee(date) : 0n);
        // Without a line there is no receipt either (SPEC section 4).
        if (cents > 0n) account.bills.push({ date, cents, failed: 0, nextTry: cycle, tried: new Map(), rounds: new Set() });
        account.nextBillingDate = billingDateAfter(date, account.billingDay);
      }
      const [bill] = account.bills;
      const source = account.sources.find((each) => this.canPay(each, now));
      // Saved with the bill, before any is sent.
      if (!owedBefore && bill !== undefined && account.open === null && source !== undefined) first.push(this.saveBill(now, account, bill, source));
    }
    for (const charge of first) this.send(now, charge);
    for (const account of due) this.payBills(now, cycle, account);
  }

  /** SPEC section 10, for one user: as measured on the date, as far as it is known when its bill is made. */
  private storageFee(date: string): bigint {
    const end = this.calendar.startOf(addDays(date, 1));
    const known = this.measurements.filter(({ at }) => at < end).sort((a, b) => a.at - b.at);
    const gigabytes = Math.ceil(Math.max(0, (known.at(-1)?.usedMb ?? 0) - 250) / 1024);
    return divideHalfUp(BigInt(gigabytes) * micros(this.priceOn('storage', date)), 10_000n);
  }

  private payBills(now: number, cycle: number, account: YearModelAccount): void {
    for (;;) {
      const [bill] = account.bills;
      if (bill === undefined || !mayTry(bill, cycle) || account.open !== null) return;
      const next = this.nextSource(now, account, bill.tried);
      if (typeof next !== 'string') {
        this.send(now, this.saveBill(now, account, bill, next));
        continue;
      }
      if (next === 'failed') {
        bill.nextTry = cycle + (NEXT_TRY[bill.failed] ?? 1);
        bill.failed += 1;
      } else bill.nextTry = next === 'lost' ? Math.max(this.lastTriedIn(bill.tried) + 1, cycle) : cycle + 1;
      bill.tried = new Map();
      return;
    }
  }

  /** SPEC section 7. */
  private recharge(now: number, cycle: number): void {
    for (const account of this.accounts) if (account.on && !account.ran(cycle)) this.look(now, cycle, account);
    for (const account of this.accounts) this.goOn(now, cycle, account);
  }

  private look(now: number, cycle: number, account: YearModelAccount): void {
    account.recordMissed(cycle);
    const begins = cycle * CYCLE_MS;
    const decide = (): string => {
      const due = account.isDue(this.calendar.day(begins));
      if (account.stamp === null && !due) return 'notDue';
      // By X of the cycle's day, which may have ended since; and a stamp of a time to come is none.
      if (account.stamp === null || (due && account.stamp >= begins + CYCLE_MS)) account.stamp = now;
      if (account.stamp >= begins && account.stamp < begins + CYCLE_MS) return 'stamped';
      if (!due) {
        // A payment that is pending still belongs to its round of tries.
        const { reserve, recharge } = account.amounts(this.calendar.day(begins));
        if (account.balance >= reserve * 10_000n || recharge === 0n) account.endShortage();
        account.stamp = null;
        account.stampIfDue(this.calendar.day(now), now);
        return 'cleared';
      }
      if (account.failed >= PAUSED) return 'paused';
      if (account.open !== null || account.nextTry > cycle) return 'waiting';
      if (account.round === null || this.nextSource(now, account, account.round) === 'lost') {
        account.round = new Map();
        account.nextTry = cycle;
      }
      return 'waiting';
    };
    account.decisions.set(cycle, decide());
  }

  /** Goes on with a round of tries, in this cycle or begun in an earlier one: each source once, in order. */
  private goOn(now: number, cycle: number, account: YearModelAccount): void {
    while (account.round !== null && account.open === null) {
      const next = this.nextSource(now, account, account.round);
      const end = (decision: string): void => {
        account.round = null;
        if (account.ran(cycle)) account.decisions.set(cycle, decision);
      };
      if (typeof next !== 'string') {
        const day = this.calendar.day(cycle * CYCLE_MS);
        if (!account.isDue(day)) {
          account.stamp = null;
          account.endShortage();
          end('cleared');
          continue;
        }
        const cents = account.amounts(day).recharge;
        const outcome = this.send(now, this.save(now, { account, kind: 'automaticRecharge', cents, source: next, bill: null, licenses: null, cycle, round: account.round }));
        if (outcome === 'pending') account.decisions.set(cycle, 'pending');
        if (outcome === 'beingChecked') account.decisions.set(cycle, 'waiting');
      } else if (next === 'lost') {
        account.nextTry = Math.max(this.lastTriedIn(account.round) + 1, cycle);
        end('waiting');
      } else if (next === 'none') {
        account.failed = PAUSED;
        end('paused');
      } else {
        account.nextTry = cycle + (NEXT_TRY[account.failed] ?? 1);
        account.failed += 1;
        end(account.failed >= PAUSED ? 'paused' : 'declined');
      }
    }
  }

  /** The cycle of a round's last try. */
  private lastTriedIn(round: Round): number {
    return Math.max(...this.charges.filter((charge) => charge.round === round).map(({ at }) => cycleOf(at)));
  }

  /** The first source that can pay and was not tried; `failed`: all declined; `lost`: one try never arrived; `none` can pay. */
  private nextSource(now: number, account: YearModelAccount, round: Round): Source | 'failed' | 'lost' | 'none' {
    const came = account.sources.map(({ lastFour }) => round.get(lastFour));
    if (came.includes('lost')) return 'lost';
    const next = account.sources.find((source, index) => came[index] === undefined && this.canPay(source, now));
    return next ?? (came.includes('declined') ? 'failed' : 'none');
  }

  // A payment: saved, sent, written (SPEC section 8).

  private saveBill(now: number, account: YearModelAccount, bill: Bill, source: Source): Charge {
    bill.rounds.add(bill.nextTry);
    return this.save(now, { account, kind: 'recurring', cents: bill.cents, source, bill, licenses: null, cycle: null, round: bill.tried });
  }

  private save(now: number, made: Pick<Charge, 'account' | 'kind' | 'cents' | 'source' | 'bill' | 'licenses' | 'cycle' | 'round'>): Charge {
    const charge: Charge = { ...made, at: now, state: 'sent', arrived: null, receipt: null };
    this.charges.push(charge);
    made.account.open = charge;
    return charge;
  }

  private send(now: number, charge: Charge): string {
    if (this.crash !== null) this.crash.sends -= 1;
    this.mayCrash('before');
    const answer = this.story.answer(charge.source.lastFour, now);
    if (answer !== 'requestLost') charge.arrived = { answer, at: now };
    this.mayCrash('after');
    const outcome = this.write(now, charge, answer === 'requestLost' || answer === 'answerLost' ? 'unreachable' : this.fate(now, charge));
    this.mayCrash('written');
    return outcome;
  }

  private mayCrash(point: string): void {
    if (this.crash?.sends !== 0 || this.crash.point !== point) return;
    this.crash = null;
    throw new ModelCrash();
  }

  private ask(now: number, charge: Charge): void {
    this.write(now, charge, this.story.reachable(now) ? this.fate(now, charge) : 'unreachable');
  }

  private fate(now: number, { arrived }: Charge): 'approved' | 'softDecline' | 'hardDecline' | 'pending' | 'lost' {
    if (arrived === null) return 'lost';
    const settled = Math.abs(cycleOf(now) - cycleOf(arrived.at)) >= CYCLES_TO_SETTLE;
    switch (arrived.answer) {
      case 'pending':
        return settled ? 'approved' : 'pending';
      case 'pendingReturned':
        return settled ? 'softDecline' : 'pending';
      case 'softDecline':
      case 'hardDecline':
        return arrived.answer;
      default:
        return 'approved';
    }
  }

  private write(now: number, charge: Charge, fate: ReturnType<YearModel['fate']> | 'unreachable'): string {
    const { account, round, source } = charge;
    switch (fate) {
      case 'unreachable':
        if (charge.state === 'sent') charge.state = 'beingChecked';
        return charge.state;
      case 'pending':
        charge.state = 'pending';
        return 'pending';
      case 'approved':
        account.open = null;
        charge.state = 'approved';
        charge.receipt = this.receipts += 1;
        account.charged = true;
        this.paid(now, charge);
        return 'accepted';
      case 'lost':
        account.open = null;
        charge.state = 'notReceived';
        round?.set(source.lastFour, 'lost');
        return 'declined';
      default: {
        account.open = null;
        const returned = charge.state === 'pending';
        charge.state = returned ? 'returned' : 'declined';
        round?.set(source.lastFour, 'declined');
        if (fate === 'hardDecline') source.refused = true;
        // What was counted never came: the balance is too low since it was sent, and the cycle it was sent in was a failed one.
        if (returned) account.stampIfDue(this.calendar.day(now), charge.at);
        if (returned && charge.cycle !== null && account.ran(charge.cycle)) account.decisions.set(charge.cycle, 'declined');
        return 'declined';
      }
    }
  }

  private paid(now: number, { account, kind, cents, bill, licenses, cycle }: Charge): void {
    if (bill !== null) account.bills.splice(account.bills.indexOf(bill), 1);
    if (kind === 'recurring') return;
    if (licenses !== null) {
      account.setLicenses(licenses);
      return this.tryAgain(account, now, PAUSED);
    }
    account.balance += cents * 10_000n;
    if (cycle !== null) {
      Object.assign(account, { stamp: null, round: null, failed: 0, nextTry: 0 });
      if (account.ran(cycle)) account.decisions.set(cycle, 'charged');
    }
    account.stampIfDue(this.calendar.day(now), now);
    this.tryAgain(account, now, PAUSED);
  }

  /** A source changed, or a purchase succeeded: what failed so often is tried again from the next cycle on. */
  private tryAgain(account: YearModelAccount, now: number, leastFailed: number): void {
    for (const each of [account, ...account.bills]) if (each.failed >= leastFailed) Object.assign(each, { failed: 0, nextTry: cycleOf(now) + 1, ...('tried' in each ? { tried: new Map() } : {}) });
  }

  private canPay({ refused, expires }: Source, now: number): boolean {
    return !refused && (expires === null || this.calendar.day(now).slice(0, 7) <= expires);
  }

  private priceOn(item: 'crm' | 'minute' | 'storage', day: string): string {
    const known = this.prices.filter((price) => price.item === item && price.from <= day).sort((a, b) => (a.from < b.from ? 1 : -1));
    return known[0]?.unitPrice ?? '0';
  }

  private account(index: number): YearModelAccount {
    const found = this.accounts[index];
    if (found === undefined) throw new Error(`There is no account ${index}.`);
    return found;
  }

  /** One line a charge, as the application's charges are written for comparison. */
  chargesInWords(): string[] {
    return this.charges.map(({ at, account, kind, cents, source, state, receipt }) =>
      [new Date(at).toISOString(), account.name, kind, dollarsOf(cents), source.lastFour, state, receipt ?? 'no receipt'].join(' '),
    );
  }
}

function mayTry({ failed, nextTry }: Bill, cycle: number): boolean {
  return failed < PAUSED && nextTry <= cycle;
}
