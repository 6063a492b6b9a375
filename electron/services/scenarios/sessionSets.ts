import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { keptSessions } from '../../../shared/contracts/scenarios.ts';
import { scenarioTimeline } from '../../domain/quote.ts';
import type { Scenario, ScenarioSession } from '../../domain/scenario.ts';
import type { Holdings, SeatTimeline } from '../../domain/seatTimeline.ts';
import { refuse } from '../refusals.ts';

/** The sessions of scenarios with who holds what. Never changed: an edit makes another one. */
export interface SessionSet {
  /** Made from what it holds: the same sessions, read again, are the same set. */
  readonly id: string;
  /** Null: nothing is played. */
  readonly sessions: readonly ScenarioSession[] | null;
  readonly holdings: Holdings;
  /** Sorted once, so that trying quantities out costs a play alone. */
  readonly timeline: () => SeatTimeline | null;
}

export interface SessionSets {
  keep(played: Pick<Scenario, 'sessions' | 'holdings'>): SessionSet;
  /** Refuses with NOT_FOUND at `path`. */
  byId(id: string, path: string): SessionSet;
}

/** Sets kept at most: four scenarios and today name five, the rest are the last edits of each. */
const KEPT = 64;

/** Keeps sets while windows name them; those not named for longest make room. */
export function createSessionSets(): SessionSets {
  // In the order in which they were named last.
  const sets = new Map<string, SessionSet>();
  const named = (set: SessionSet): SessionSet => {
    sets.delete(set.id);
    sets.set(set.id, set);
    return set;
  };
  return {
    keep({ sessions, holdings }) {
      const id = fingerprint({ sessions, holdings });
      const known = sets.get(id);
      if (known !== undefined) return named(known);
      let timeline: SeatTimeline | null | undefined;
      const set = named({
        id,
        sessions,
        holdings,
        timeline: () => (timeline ??= scenarioTimeline({ sessions, holdings })),
      });
      for (const id of [...sets.keys()].slice(0, Math.max(0, sets.size - KEPT))) sets.delete(id);
      return set;
    },
    byId(id, path) {
      const found = sets.get(id);
      if (found === undefined) throw refuse('NOT_FOUND', path, 'The sessions of this scenario are not kept any more. Start it again from the account, or open its file again.');
      return named(found);
    },
  };
}

function fingerprint({ sessions, holdings }: Pick<Scenario, 'sessions' | 'holdings'>): string {
  const held = holdings === 'everything' ? holdings : [...holdings].map(([user, types]) => [user, [...types]]);
  return createHash('sha256').update(JSON.stringify([held, sessions])).digest('hex');
}

/** A set in short, as windows show it. */
export function keptOutput({ id, sessions, holdings }: SessionSet): z.output<typeof keptSessions> {
  const users = new Set(holdings === 'everything' ? [] : holdings.keys());
  let [first, last]: [string | null, string | null] = [null, null];
  for (const { user, start } of sessions ?? []) {
    users.add(user);
    if (first === null || start < first) first = start;
    if (last === null || start > last) last = start;
  }
  return {
    sessionsId: id,
    sessions: sessions?.length ?? 0,
    users: users.size,
    first: first?.slice(0, 10) ?? null,
    last: last?.slice(0, 10) ?? null,
    everyoneHoldsAll: holdings === 'everything',
  };
}
