import { LICENSE_TYPE_TEXT } from '../../../shared/values/licenseTypes.ts';
import type { AttentionCondition } from './facts.ts';
import { counted, listed } from './words.ts';

/** Units of types that are not pooled, paid for and held by nobody (SPEC section 3). */
export const paidUnused: AttentionCondition = ({ accounts }) =>
  accounts
    .filter(({ paidUnused: unused }) => unused.length > 0)
    .map(({ id, name, paidUnused: unused }) => {
      const total = unused.reduce((sum, { count }) => sum + count, 0);
      const parts = unused.map(({ type, count }) => `${count} ${LICENSE_TYPE_TEXT[type].name}`);
      return {
        id: `paidUnused:${id}`,
        severity: 'note',
        sentence: `${name}: ${listed(parts)} ${total === 1 ? 'license is' : 'licenses are'} paid for and held by nobody`,
        action: 'Review',
        target: { to: 'billingManager', accountId: id, section: 'assignments' },
      };
    });

/** License types that are charged at the invented list prices of a new file (SPEC section 4). */
export const inventedPrices: AttentionCondition = ({ inventedPrices: types }) =>
  types.length === 0
    ? []
    : [
        {
          id: 'inventedPrices',
          severity: 'soon',
          sentence: `${listed(types.map((type) => LICENSE_TYPE_TEXT[type].name))} ${types.length === 1 ? 'is' : 'are'} charged at the invented list price that a new file begins with`,
          action: 'Enter prices',
          target: { to: 'page', page: 'prices' },
        },
      ];

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
