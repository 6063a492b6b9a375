import { CYCLE_MS, HOUR_MS, addDays, calendarOf, cycleOf } from './yearModelMoney.ts';
import type { Calendar } from './yearModelMoney.ts';

/* A random company and what happens to it in a year: made from a seed alone, before anything runs. */

/** SPEC section 6: 2,190 charge cycles are 365 days. */
export const CYCLES = 2_190;

export interface StorySource {
  /** The last four digits, which no other source of the story has. */
  readonly lastFour: string;
  readonly kind: 'card' | 'bank';
  /** YYYY-MM; null for a bank account. */
  readonly expires: string | null;
  readonly temper: 'approves' | 'moody' | 'stolen' | 'settles' | 'returns';
  /** The cycle from which a stolen card is known as such. */
  readonly stolenFrom: number;
}

export interface StoryAccount {
  readonly name: string;
  readonly billingDay: number;
  readonly nextBillingDate: string;
  readonly licenses: number;
  readonly choices: {
    readonly reserveDays: number;
    readonly rechargeDays: number;
    readonly leastReserve: string;
    readonly leastRecharge: string;
    readonly divideByAge: boolean;
  };
  readonly sources: readonly StorySource[];
}

/** `before` and `after` the payment reached the gateway, or when its outcome was `written`: there the process ends. */
export type CrashPoint = 'before' | 'after' | 'written';

export type StoryAction = { readonly at: number } & (
  | { readonly do: 'beat' | 'restart' | 'answer' }
  | { readonly do: 'use'; readonly account: number; readonly usedAt: number; readonly quantity: string; readonly rate: string | null }
  | { readonly do: 'buy'; readonly account: number; readonly amount: string; readonly source: number }
  | { readonly do: 'change'; readonly account: number; readonly licenses: number; readonly source: number }
  | { readonly do: 'turn'; readonly account: number; readonly on: boolean }
  | { readonly do: 'billingDay'; readonly account: number; readonly billingDay: number }
  | { readonly do: 'replace'; readonly account: number; readonly source: number; readonly by: StorySource }
  | { readonly do: 'storage'; readonly day: string; readonly usedMb: number }
  | { readonly do: 'price'; readonly item: 'crm' | 'minute' | 'storage'; readonly from: string; readonly unitPrice: string }
  | { readonly do: 'crash'; readonly point: CrashPoint; readonly nth: number }
);

export type StoryAnswer = 'approved' | 'softDecline' | 'hardDecline' | 'pending' | 'pendingReturned' | 'answerLost' | 'requestLost';

export interface Story {
  readonly seed: number;
  readonly timeZone: string;
  readonly start: number;
  readonly accounts: readonly StoryAccount[];
  /** Dollars from the beginning on. */
  readonly prices: { readonly crm: string; readonly minute: string };
  readonly actions: readonly StoryAction[];
  /** False while nothing gets through to the gateway. */
  readonly reachable: (moment: number) => boolean;
  /** What the gateway makes of a payment from a source at a moment. */
  readonly answer: (lastFour: string, moment: number) => StoryAnswer;
}

const ZONES = ['America/Denver', 'UTC', 'Europe/Berlin', 'Asia/Kathmandu', 'America/St_Johns', 'Pacific/Auckland', 'America/Santiago'] as const;

interface Random {
  /** From 0 up to, not including, 1. */
  (): number;
}

function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

class Teller {
  readonly random: Random;
  readonly start: number;
  readonly calendar: Calendar;
  readonly sources = new Map<string, StorySource>();
  readonly actions: StoryAction[] = [];

  constructor(random: Random, start: number, timeZone: string) {
    this.random = random;
    this.start = start;
    this.calendar = calendarOf(timeZone);
  }

  chance(share: number): boolean {
    return this.random() < share;
  }
  whole(from: number, to: number): number {
    return from + Math.floor(this.random() * (to - from + 1));
  }
  one<T>(list: readonly T[]): T {
    const found = list[this.whole(0, list.length - 1)];
    if (found === undefined) throw new Error('The list is empty.');
    return found;
  }

  /** One that is good at a moment, for a while at least. */
  source(at: number): StorySource {
    const lastFour = String(1_000 + this.sources.size);
    const kind = this.chance(0.3) ? 'bank' : 'card';
    const expires = this.chance(0.3) ? addDays(this.calendar.day(at), this.whole(60, 400)).slice(0, 7) : '2045-12';
    const made: StorySource = {
      lastFour,
      kind,
      expires: kind === 'bank' ? null : expires,
      temper: kind === 'bank' ? this.one(['settles', 'returns']) : this.one(['approves', 'approves', 'moody', 'stolen']),
      stolenFrom: cycleOf(this.start) + this.whole(0, CYCLES),
    };
    this.sources.set(lastFour, made);
    return made;
  }

  account(name: string): StoryAccount {
    const day = this.calendar.day(this.start);
    const nextBillingDate = addDays(day, this.whole(1, 27));
    return {
      name,
      billingDay: Number(nextBillingDate.slice(8)),
      nextBillingDate,
      licenses: this.chance(0.3) ? 0 : this.whole(1, 40),
      choices: {
        reserveDays: this.one([7, 7, 7, 5, 0, 30]),
        rechargeDays: this.one([14, 14, 14, 7, 1, 60]),
        leastReserve: this.one(['0.00', '0.00', '25.00']),
        leastRecharge: this.one(['0.00', '0.00', '40.00']),
        divideByAge: this.chance(0.4),
      },
      sources: Array.from({ length: this.whole(1, 3) }, () => this.source(this.start)),
    };
  }

  /** A moment in whole seconds that the zone's clocks show once alone, so that it can be typed. */
  typed(moment: number): number {
    const whole = Math.floor(moment / 1_000) * 1_000;
    const day = this.calendar.day(whole);
    const length = this.calendar.startOf(addDays(day, 1)) - this.calendar.startOf(day);
    return length === 24 * HOUR_MS ? whole : this.calendar.startOf(day) + 12 * HOUR_MS > whole ? this.calendar.startOf(day) - HOUR_MS : whole;
  }

  /** Four hours in which people work: cycles begin, days begin, minutes are used and bought. `now`: no action is earlier. */
  window(begin: number, accounts: readonly StoryAccount[]): void {
    const end = begin + CYCLE_MS;
    const told: StoryAction[] = [];
    const soon = (moment: number): number => moment + this.whole(0, 59_999);
    const sometime = (): number => begin + Math.floor(this.random() * CYCLE_MS);
    const boundary = Math.ceil(begin / CYCLE_MS) * CYCLE_MS;
    told.push({ at: soon(boundary), do: 'beat' });
    const midnight = this.calendar.startOf(this.calendar.day(end - 1));
    if (midnight >= begin && midnight !== boundary) told.push({ at: soon(midnight), do: 'beat' });
    if (this.chance(0.1)) told.push({ at: sometime(), do: 'beat' });
    for (const [account, { sources }] of accounts.entries()) {
      if (this.chance(0.2)) {
        const at = sometime();
        const late = this.chance(0.05) ? this.whole(1, 80) * HOUR_MS : 0;
        const usedAt = this.typed(at - late);
        told.push({ at, do: 'use', account, usedAt, quantity: `${this.whole(1, 1_500)}.${this.whole(0, 999)}`, rate: this.chance(0.2) ? `0.0${this.whole(1, 9)}5` : null });
      }
      if (this.chance(0.01)) told.push({ at: sometime(), do: 'buy', account, amount: `${this.whole(1, 90)}.${this.whole(10, 99)}`, source: this.whole(0, sources.length - 1) });
      // Half of them near midnight, where billing dates are.
      if (this.chance(0.02)) told.push({ at: this.chance(0.5) && midnight > begin ? soon(midnight) - 30_000 : sometime(), do: 'change', account, licenses: this.whole(1, 60), source: this.whole(0, sources.length - 1) });
      // Possible until something was charged, so mostly at first; there and back, too.
      if (this.chance(begin - this.start < 40 * 24 * HOUR_MS ? 0.05 : 0.001)) told.push({ at: sometime(), do: 'billingDay', account, billingDay: this.chance(0.5) ? this.whole(1, 31) : (accounts[account]?.billingDay ?? 1) });
      if (this.chance(0.008)) told.push({ at: sometime(), do: 'turn', account, on: this.chance(0.7) });
      if (this.chance(0.008)) told.push({ at: sometime(), do: 'replace', account, source: this.whole(0, sources.length - 1), by: this.source(end) });
    }
    if (this.chance(0.006)) {
      const at = sometime();
      const item = this.one(['crm', 'minute', 'storage'] as const);
      const from = addDays(this.calendar.day(at), this.whole(0, 20));
      told.push({ at, do: 'price', item, from, unitPrice: item === 'minute' ? `0.0${this.whole(10, 49)}` : `${this.whole(5, 70)}.${this.whole(10, 99)}5` });
    }
    // Around the allowance of one user, 250 MB, and the gigabytes after it; entered late, too.
    if (this.chance(0.02)) {
      const at = this.chance(0.5) && midnight > begin ? soon(midnight) - 30_000 : sometime();
      told.push({ at, do: 'storage', day: addDays(this.calendar.day(at), -this.whole(0, this.one([0, 0, 3, 40]))), usedMb: Math.max(0, 250 + 1024 * this.whole(-1, 3) + this.whole(-1, 1)) });
    }
    if (this.chance(0.02)) told.push({ at: boundary, do: 'crash', point: this.one(['before', 'after', 'written']), nth: this.whole(1, 2) });
    if (this.chance(0.008)) told.push({ at: sometime(), do: 'restart' });
    this.actions.push(...told.sort((a, b) => a.at - b.at));
  }
}

/** The same seed tells the same story. */
export function tellStory(seed: number, cycles = CYCLES): Story {
  const random = seeded(seed);
  const timeZone = ZONES[Math.floor(random() * ZONES.length)] ?? 'UTC';
  const start = Date.UTC(2026, Math.floor(random() * 24), 1 + Math.floor(random() * 28));
  const teller = new Teller(random, start, timeZone);
  const names = teller.chance(0.4) ? ['A first', 'B second'] : ['A first'];
  const accounts = names.map((name) => teller.account(name));
  // The clock stands at `now`; jumps move it.
  let now = start;
  for (let lived = 0; lived < cycles; lived += 1) {
    const chance = random();
    if (chance < 0.12) {
      const slept = teller.whole(1, 9);
      now = asleep(teller, now, slept);
      lived += slept;
    } else if (chance < 0.123) now = askedAbout(teller, now + teller.whole(50, 150) * HOUR_MS, true);
    else if (chance < 0.126) now = askedAbout(teller, now - teller.whole(1, 40) * HOUR_MS, teller.chance(0.5));
    // More often while billing days still change.
    else if (chance < (lived < 240 ? 0.14 : 0.128)) aheadAndPutRight(teller, now);
    else {
      teller.window(now, accounts);
      now += CYCLE_MS;
    }
  }
  const outages = Array.from({ length: 6 }, () => start + Math.floor(random() * cycles) * CYCLE_MS + Math.floor(random() * CYCLE_MS));
  const reachable = (moment: number): boolean => !outages.some((begin) => moment >= begin && moment < begin + 9 * HOUR_MS);
  return {
    seed,
    timeZone,
    start,
    accounts,
    prices: { crm: `${teller.whole(5, 70)}.00`, minute: '0.02' },
    actions: teller.actions,
    reachable,
    answer: (lastFour, moment) => (reachable(moment) ? answerOf(seed, teller.sources, lastFour, cycleOf(moment)) : 'requestLost'),
  };
}

/** The machine sleeps, or the application is closed, for less than two days. Gives the moment after. */
function asleep(teller: Teller, from: number, cycles: number): number {
  const wake = from + cycles * CYCLE_MS + teller.whole(0, CYCLE_MS - 1);
  if (teller.chance(0.3)) teller.actions.push({ at: from, do: 'restart' });
  teller.actions.push({ at: wake, do: 'beat' });
  return wake + 60_000;
}

/** The clock stands elsewhere: what follows waits for an operator, who answers at once, later, or, where time catches up, never. */
function askedAbout(teller: Teller, wake: number, answered: boolean): number {
  if (teller.chance(0.5)) teller.actions.push({ at: wake, do: 'restart' });
  teller.actions.push({ at: wake + 1_000, do: 'beat' });
  let now = wake + 60_000;
  while (teller.chance(0.4)) {
    now += teller.whole(1, 6) * HOUR_MS;
    teller.actions.push({ at: now, do: 'beat' });
  }
  if (answered) teller.actions.push({ at: now + 1_000, do: 'beat' }, { at: now + 1_000, do: 'answer' });
  return now + 60_000;
}

/** Days, or a year, ahead for a while; nobody answers, and the clock is put right. */
function aheadAndPutRight(teller: Teller, now: number): void {
  const ahead = now + teller.one([60, 200, 365 * 24]) * HOUR_MS;
  teller.actions.push({ at: ahead, do: 'beat' }, { at: ahead + 5 * HOUR_MS, do: 'beat' }, { at: now + 1_000, do: 'beat' });
}

/** A number that only depends on what it is made of. */
function hashed(...parts: readonly (number | string)[]): number {
  let hash = 2_166_136_261;
  for (const char of parts.join(':')) hash = Math.imul(hash ^ char.charCodeAt(0), 16_777_619) >>> 0;
  return (hash ^ (hash >>> 13)) >>> 0;
}

function answerOf(seed: number, sources: ReadonlyMap<string, StorySource>, lastFour: string, cycle: number): StoryAnswer {
  const source = sources.get(lastFour);
  if (source === undefined) throw new Error(`Nobody has ${lastFour}.`);
  switch (source.temper) {
    case 'settles':
      return 'pending';
    case 'returns':
      return hashed(seed, lastFour, Math.floor(cycle / 30)) % 3 === 0 ? 'pendingReturned' : 'pending';
    case 'stolen':
      if (cycle >= source.stolenFrom) return 'hardDecline';
      break;
    case 'moody':
      if (hashed(seed, lastFour, Math.floor(cycle / 10)) % 3 === 0) return 'softDecline';
      break;
    case 'approves':
      break;
  }
  return hashed(seed, lastFour, cycle, 'lost') % 12 === 0 ? 'answerLost' : 'approved';
}
