import { LICENSE_TYPE_TEXT } from '../../../shared/values/licenseTypes.ts';
import type { AttentionCondition } from './facts.ts';
import { counted } from './words.ts';

/** Units of types that are not pooled, paid for and held by nobody (SPEC section 3). */
export const paidUnused: AttentionCondition = ({ accounts }) =>
  accounts.flatMap(({ id, name, paidUnused: unused }) =>
    unused.map(({ type, count }) => ({
      id: `paidUnused:${id}:${type}`,
      severity: 'note' as const,
      sentence: `${name}: ${counted(count, `${LICENSE_TYPE_TEXT[type].name} license`)} ${count === 1 ? 'is' : 'are'} paid for and held by nobody`,
      action: 'Review',
      target: { to: 'billingManager' as const, accountId: id, section: 'licenses' as const },
    })),
  );

/** Active users who can run no tool (SPEC section 3). */
export const withoutBaseLicense: AttentionCondition = ({ usersWithoutBaseLicense: users }) => {
  const [first, ...others] = users;
  if (first === undefined) return [];
  return [
    {
      id: 'withoutBaseLicense',
      severity: 'soon',
      sentence:
        others.length === 0
          ? `${first.name} has no CRM license and can use nothing`
          : `${first.name} and ${counted(others.length, 'other user')} have no CRM license and can use nothing`,
      action: 'Review',
      target: { to: 'billingManager', accountId: first.accountId, section: 'assignments' },
    },
  ];
};
