import { Decimal } from '../../domain/money.ts';
import type { AttentionCondition, AttentionItem } from './facts.ts';
import { dollars } from './words.ts';

/** Dialer minutes that are gone, or below the minimum reserve (SPEC section 7). */
export const minutes: AttentionCondition = ({ accounts }) =>
  accounts.flatMap(({ id, name, minutes: { balance, reserve, autoRecharge, used, recharge, runsOut } }): AttentionItem[] => {
    if (!used) return [];
    const target = { to: 'billingManager', accountId: id, section: 'minutes' } as const;
    const unpaid = autoRecharge && recharge !== 'fine' ? [unpaidRecharge(id, name, recharge)] : [];
    if (new Decimal(balance).lessThanOrEqualTo(0)) {
      return [{ id: `minutesGone:${id}`, severity: 'urgent', sentence: `${name}: no dialer minutes are left, new calls are blocked`, action: 'Show', target }, ...unpaid];
    }
    if (runsOut !== null) return [{ id: `minutesRunOut:${id}`, severity: 'urgent', sentence: `${name}: ${runsOut}`, action: 'Buy now', target }, ...unpaid];
    if (unpaid.length > 0) return unpaid;
    if (new Decimal(balance).greaterThanOrEqualTo(reserve)) return [];
    const rest = `${dollars(balance)} of dialer minutes left, below the reserve of ${dollars(reserve)}`;
    return [
      autoRecharge
        ? { id: `minutesLow:${id}`, severity: 'note', sentence: `${name}: ${rest}; due for automatic recharge`, action: 'Show', target }
        : { id: `minutesLow:${id}`, severity: 'soon', sentence: `${name}: ${rest}, and automatic recharge is off`, action: 'Show', target },
    ];
  });

function unpaidRecharge(accountId: number, name: string, recharge: 'declined' | 'paused'): AttentionItem {
  const sentence = recharge === 'paused' ? 'automatic recharge is paused until a funding source changes or a purchase succeeds' : 'every funding source declined the automatic recharge; it is tried again';
  return { id: `recharge:${accountId}`, severity: 'urgent', sentence: `${name}: ${sentence}`, action: 'Show', target: { to: 'billingManager', accountId, section: 'minutes' } };
}

/** Warned when 15 % and again when 5 % of allowance plus paid gigabytes are left (SPEC section 10). */
export const storage: AttentionCondition = ({ storage: state }) => {
  if (state === null) return [];
  const { accountId, leftMb, warning } = state;
  if (warning === 'none') return [];
  return [
    {
      id: 'storage',
      severity: warning === 'veryLow' ? 'soon' : 'note',
      sentence: `${leftMb.toLocaleString('en-US')} MB of storage are left before the next gigabyte is charged`,
      action: 'Show',
      target: { to: 'billingManager', accountId, section: 'products' },
    },
  ];
};
