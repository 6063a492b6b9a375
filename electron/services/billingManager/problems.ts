import type { Failure } from '../../../shared/errors.ts';
import { assertNever } from '../../../shared/values/assertNever.ts';
import { LICENSE_TYPE_TEXT } from '../../../shared/values/licenseTypes.ts';
import type { LicenseType } from '../../../shared/values/licenseTypes.ts';
import type { AccountChange, LicenseChange } from '../../domain/accountChange.ts';
import type { AssignmentPlan } from '../../domain/assignmentDraft.ts';
import { containsCardNumber } from '../../domain/cardNumber.ts';
import { Decimal } from '../../domain/money.ts';
import type { ServiceLicense } from '../../domain/quantityChange.ts';
import { totalOf } from '../lineOutput.ts';
import { LARGEST_AMOUNT } from '../pricing.ts';
import { counted } from '../attention/words.ts';
import type { UserRecord } from '../ports/records.ts';
import type { AccountSnapshot } from './gatherAccount.ts';
import type { Draft } from './draft.ts';

/** Names spelled out in a sentence; the rest are counted. */
const NAMES_SHOWN = 5;

/** What Accept would refuse of a draft, in the order of its parts, each with its path and a sentence (SPEC sections 3 and 9). */
export function draftProblems(snapshot: AccountSnapshot, plan: AccountChange<ServiceLicense>, draft: Draft): Failure[] {
  return [
    ...plan.changes.flatMap((change) => quantityProblem(change, snapshot) ?? []),
    ...assignmentProblems(plan.assignments, snapshot),
    ...unitProblems(plan),
    ...productProblems(draft),
    ...totalProblems(plan),
  ];
}

function quantityProblem({ license: { type }, to, verdict }: LicenseChange<ServiceLicense>, snapshot: AccountSnapshot): Failure | null {
  const path = `/draft/quantities/${type}`;
  const { name } = LICENSE_TYPE_TEXT[type];
  switch (verdict.kind) {
    case 'allowed':
      return null;
    case 'belowContractMinimum':
      return {
        code: 'BELOW_CONTRACT_MINIMUM',
        path,
        message: `${name} cannot go below the contract minimum of ${verdict.minimum}.`,
        details: { minimum: verdict.minimum },
      };
    case 'belowAssigned': {
      const users = holdersOf(type, snapshot);
      const shown = users.slice(0, NAMES_SHOWN).join(', ');
      const more = users.length > NAMES_SHOWN ? ` and ${users.length - NAMES_SHOWN} more` : '';
      // Those who are given it in the same draft hold none yet.
      const heldBy = users.length === 0 ? '' : ` Held by ${shown}${more}.`;
      return {
        code: 'BELOW_ASSIGNED',
        path,
        message: `${name} cannot go to ${to}: ${counted(verdict.assigned, 'user')} ${users.length < verdict.assigned ? 'would hold' : verdict.assigned === 1 ? 'holds' : 'hold'} it, so ${verdict.short} would have to be unassigned first.${heldBy}`,
        details: { assigned: verdict.assigned, short: verdict.short, users },
      };
    }
    default:
      return assertNever(verdict);
  }
}

function assignmentProblems({ problems }: AssignmentPlan, { users }: AccountSnapshot): Failure[] {
  const byId = new Map(users.map((user) => [user.id, fullName(user)]));
  return problems.map(({ index, change: { userId, type }, verdict }): Failure => {
    const path = `/draft/assignments/${index}`;
    const user = byId.get(userId) ?? 'This user';
    const { name } = LICENSE_TYPE_TEXT[type];
    switch (verdict.kind) {
      case 'unknownUser':
        return { code: 'NOT_FOUND', path, message: 'This user does not belong to the billing account.' };
      case 'inactiveUser':
        return { code: 'LICENSE_RULE', path, message: `${user} is not active, so no license can be assigned.` };
      case 'needsCrm':
        return { code: 'LICENSE_RULE', path, message: `${user} needs CRM before ${name}.` };
      case 'neededBy':
        return {
          code: 'LICENSE_RULE',
          path,
          message: `${user} cannot lose CRM while ${names(verdict.dependants)} ${verdict.dependants.length === 1 ? 'depends' : 'depend'} on it.`,
          details: { dependants: verdict.dependants },
        };
      case 'excludedBy':
        return { code: 'LICENSE_RULE', path, message: `${user} cannot hold ${name} beside ${names(verdict.others)}: CRM-View Only excludes every other license.` };
      default:
        return assertNever(verdict);
    }
  });
}

/** More holders than units; the purchase that would cover them is in the details (SPEC section 3). */
function unitProblems({ holders, changes }: AccountChange<ServiceLicense>): Failure[] {
  return holders.flatMap(({ type, assigned, verdict }) => {
    // A quantity that was typed too low is refused at its own field.
    if (verdict.kind === 'enough' || changes.some(({ license, verdict: { kind } }) => license.type === type && kind !== 'allowed')) return [];
    const { name } = LICENSE_TYPE_TEXT[type];
    return [
      {
        code: 'ASSIGNED_ABOVE_QUANTITY' as const,
        path: '/draft/assignments',
        message: `${counted(assigned, 'user')} would hold ${name}, ${verdict.by} more than ${verdict.scheduled ? 'are paid for from the next billing date on' : 'are paid for'}.`,
        details: { type, short: verdict.by, quantityNeeded: assigned },
      },
    ];
  });
}

function productProblems({ products }: Draft): Failure[] {
  return products.flatMap(({ kind, description, quantity, unitPrice }, index): Failure[] => {
    const path = `/draft/products/${index}`;
    if (kind !== 'contractAdjustment' && new Decimal(unitPrice).lessThan(0)) {
      return [{ code: 'BAD_INPUT', path: `${path}/unitPrice`, message: 'Only a contract adjustment may have a negative price.' }];
    }
    if (new Decimal(unitPrice).times(quantity).abs().greaterThan(LARGEST_AMOUNT)) {
      return [{ code: 'BAD_INPUT', path: `${path}/quantity`, message: 'Price times quantity is above 90,000,000,000,000 dollars, which is more than the data file can hold.' }];
    }
    return containsCardNumber(description)
      ? [{ code: 'CARD_NUMBER', path: `${path}/description`, message: 'This looks like a full card number. Leave it out: it is kept nowhere.' }]
      : [];
  });
}

function totalProblems({ chargedNow, recurring }: AccountChange<ServiceLicense>): Failure[] {
  const total = new Decimal(totalOf(chargedNow));
  if (chargedNow.some(({ amount }) => amount.abs().greaterThan(LARGEST_AMOUNT)) || total.greaterThan(LARGEST_AMOUNT)) {
    return [{ code: 'BAD_INPUT', path: '/draft', message: 'What is charged now is above 90,000,000,000,000 dollars, which is more than the data file can hold.' }];
  }
  if (new Decimal(totalOf(recurring)).greaterThan(LARGEST_AMOUNT)) {
    return [{ code: 'BAD_INPUT', path: '/draft', message: 'Each month would be above 90,000,000,000,000 dollars, which is more than the data file can hold.' }];
  }
  return total.lessThan(0)
    ? [{ code: 'TOTAL_BELOW_ZERO', path: '/draft/products', message: 'The total charged now is below zero, and a receipt cannot be.' }]
    : [];
}

function holdersOf(type: LicenseType, { users, holdings }: AccountSnapshot): string[] {
  return users.filter(({ id, active }) => active && holdings.held.get(id)?.includes(type) === true).map(fullName);
}

function fullName({ firstName, lastName }: UserRecord): string {
  return `${firstName} ${lastName}`;
}

function names(types: readonly LicenseType[]): string {
  return types.map((type) => LICENSE_TYPE_TEXT[type].name).join(', ');
}
