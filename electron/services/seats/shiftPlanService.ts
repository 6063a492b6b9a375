import type { z } from 'zod';
import type { seatContracts, shiftPlan } from '../../../shared/contracts/seats.ts';
import { TOOL_NAMES } from '../../../shared/values/tools.ts';
import { clockTime } from '../../domain/localMoment.ts';
import { commandToKeep, repeatedCommand } from '../onceOnly.ts';
import type { CurrentCompany } from '../ports/company.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { Clock, Publish } from '../ports/outside.ts';
import type { ActivityChange, UserRecord } from '../ports/records.ts';
import type { NewShiftPlan, ShiftPlanRecord } from '../ports/seats.ts';
import { refuse, requireNoCardNumber } from '../refusals.ts';
import { requireAccount } from './seatAccount.ts';

type Contracts = typeof seatContracts;
type In<R extends keyof Contracts> = z.output<Contracts[R]['input']>;
type Out<R extends keyof Contracts> = z.output<Contracts[R]['output']>;

export interface ShiftPlanService {
  readonly shiftPlans: (input: In<'seats.shiftPlans'>) => Out<'seats.shiftPlans'>;
  readonly saveShiftPlan: (input: In<'seats.saveShiftPlan'>) => Out<'seats.saveShiftPlan'>;
  readonly removeShiftPlan: (input: In<'seats.removeShiftPlan'>) => Out<'seats.removeShiftPlan'>;
}

export interface SeatNeeds {
  readonly current: CurrentCompany;
  readonly clock: Clock;
  readonly publish: Publish;
}

const SAVE = 'seats.saveShiftPlan';
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Shift plans: who runs which tool on which weekdays from when to when (SPEC section 5). */
export function createShiftPlanService({ current, clock, publish }: SeatNeeds): ShiftPlanService {
  const noted = (file: DataFile, write: Parameters<DataFile['write']>[0]): void => {
    file.write(write);
    publish(['seats', 'activity']);
  };

  return {
    shiftPlans: ({ accountId }) => {
      const { file } = current();
      requireAccount(file, accountId);
      const users = file.users.byAccount(accountId);
      return {
        plans: file.shiftPlans.byAccount(accountId).map((plan) => planOutput(plan, users)),
        users: users.filter(({ active }) => active).map((user) => ({ id: user.id, name: nameOf(user) })),
      };
    },
    saveShiftPlan: (input) => {
      requireNoCardNumber('/name', input.name);
      const { file, operator } = current();
      const repeated = repeatedCommand(file, SAVE, input);
      // Written below in this same shape.
      if (repeated !== null) return JSON.parse(repeated) as { id: number };
      requireAccount(file, input.accountId);
      const users = file.users.byAccount(input.accountId);
      for (const [index, userId] of input.userIds.entries()) {
        if (!users.some(({ id, active }) => id === userId && active)) throw refuse('NOT_FOUND', `/userIds/${index}`, 'This user is not an active user of the account.');
      }
      const before = input.id === undefined ? null : requirePlan(file, input.accountId, input.id);
      const plan: NewShiftPlan = {
        accountId: input.accountId,
        name: input.name,
        tool: input.tool,
        weekdays: input.weekdays.toSorted((a, b) => a - b),
        startMinute: minuteOf(input.start),
        endMinute: minuteOf(input.end),
        userIds: input.userIds.toSorted((a, b) => a - b),
      };
      let id = before?.id ?? 0;
      noted(file, (tx) => {
        if (before === null) id = file.shiftPlans.insertTx(tx, plan);
        else file.shiftPlans.updateTx(tx, { ...plan, id });
        file.activity.appendTx(tx, {
          at: clock.now(),
          operatorId: operator.id,
          who: nameOf(operator),
          what: `${before === null ? 'Added' : 'Changed'} the shift plan ${plan.name}`,
          accountId: plan.accountId,
          changes: changesBetween(before, plan, users),
        });
        file.commands.insertTx(tx, commandToKeep(SAVE, input, JSON.stringify({ id }), clock.now()));
      });
      return { id };
    },
    removeShiftPlan: ({ accountId, id }) => {
      const { file, operator } = current();
      const plan = requirePlan(file, accountId, id);
      noted(file, (tx) => {
        file.shiftPlans.removeTx(tx, id);
        file.activity.appendTx(tx, {
          at: clock.now(),
          operatorId: operator.id,
          who: nameOf(operator),
          what: `Removed the shift plan ${plan.name}`,
          accountId,
          changes: changesBetween(plan, null, file.users.byAccount(accountId)),
        });
      });
      return {};
    },
  };
}

function requirePlan(file: DataFile, accountId: number, id: number): ShiftPlanRecord {
  const plan = file.shiftPlans.byAccount(accountId).find((each) => each.id === id);
  if (plan === undefined) throw refuse('NOT_FOUND', '/id', 'This shift plan is not there any more.');
  return plan;
}

function planOutput({ id, name, tool, weekdays, startMinute, endMinute, userIds }: ShiftPlanRecord, users: readonly UserRecord[]): z.output<typeof shiftPlan> {
  const group = new Set(userIds);
  return {
    id,
    name,
    tool,
    weekdays: [...weekdays],
    start: clockTime(startMinute),
    end: clockTime(endMinute),
    users: users.filter((user) => group.has(user.id) && user.active).map((user) => ({ id: user.id, name: nameOf(user) })),
  };
}

function nameOf({ firstName, lastName }: UserRecord): string {
  return `${firstName} ${lastName}`;
}

function minuteOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}

function changesBetween(before: NewShiftPlan | null, after: NewShiftPlan | null, users: readonly UserRecord[]): ActivityChange[] {
  const texts = (plan: NewShiftPlan | null): readonly (readonly [string, string])[] =>
    plan === null
      ? []
      : [
          ['Name', plan.name],
          ['Tool', TOOL_NAMES[plan.tool]],
          ['Days', plan.weekdays.map((day) => WEEKDAYS[day] ?? '').join(', ')],
          ['Time', `${clockTime(plan.startMinute)} to ${clockTime(plan.endMinute)}${plan.endMinute <= plan.startMinute ? ' the next day' : ''}`],
          ['Users', users.filter(({ id }) => plan.userIds.includes(id)).map(nameOf).join(', ')],
        ];
  const [old, now] = [new Map(texts(before)), new Map(texts(after))];
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((label) => ({ label, before: old.get(label) ?? null, after: now.get(label) ?? null }))
    .filter((change) => change.before !== change.after);
}
