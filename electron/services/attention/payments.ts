import { fundingSourceLabel, fundingSourceState } from '../../domain/fundingSource.ts';
import type { AttentionCondition, AttentionItem } from './facts.ts';
import { counted, dollars } from './words.ts';

/** A bill that could not be paid: seats stay usable, but nothing more can be bought (SPEC section 4). */
export const pastDue: AttentionCondition = ({ accounts }) =>
  accounts
    .flatMap(({ id, name, pastDue: bill }): AttentionItem[] =>
      bill === null
        ? []
        : [
            {
              id: `pastDue:${id}`,
              severity: 'urgent',
              sentence: `${name}: the bill of ${bill.billingDate}, ${dollars(bill.total)}, could not be paid and ${
                bill.paused ? 'is not tried again until a funding source changes' : 'will be tried again'
              }`,
              action: 'Pay now',
              target: { to: 'billingManager', accountId: id, section: 'funding' },
            },
          ],
    );

/** Automatic charging that waits for an operator (SPEC section 7). */
export const chargingStopped: AttentionCondition = ({ chargingStopped: stopped }) => {
  if (stopped === null) return [];
  if (stopped.reason === 'held') {
    return [
      {
        id: 'chargingHeld',
        severity: 'urgent',
        sentence: 'This file was restored or copied: nothing is charged until someone has looked at what differs from the gateway',
        action: 'Look',
        target: { to: 'page', page: 'data' },
      },
    ];
  }
  const waiting = stopped.charges === 0 ? `nothing is charged by itself${stopped.reason === 'away' ? ' until you answer' : ''}` : stopped.charges === 1 ? `a charge of ${dollars(stopped.total)} waits` : `${counted(stopped.charges, 'charge')} of ${dollars(stopped.total)} in all wait`;
  return [
    {
      id: 'chargingStopped',
      severity: 'urgent',
      sentence:
        stopped.reason === 'away'
          ? `By this file, Billing Desk did not run for more than two days: ${waiting}`
          : `The clock was set back: ${waiting}`,
      action: 'Review',
      target: { to: 'waitingCharges' },
    },
  ];
};

/** A payment whose outcome is not known yet: until then the account cannot be charged again. */
export const openCharges: AttentionCondition = ({ accounts }) =>
  accounts.flatMap(({ id, name, openCharge }): AttentionItem[] =>
    openCharge === null
      ? []
      : [
          {
            id: `openCharge:${id}`,
            severity: openCharge.state === 'pending' ? 'note' : 'soon',
            sentence:
              openCharge.state === 'pending'
                ? `${name}: a bank payment of ${dollars(openCharge.total)} is pending`
                : `${name}: a payment of ${dollars(openCharge.total)} got no answer and is being checked`,
            action: openCharge.state === 'pending' ? 'Show' : 'Check',
            target: { to: 'billingManager', accountId: id, section: 'licenses' },
          },
        ],
  );

/** Sources that cannot pay any more, or soon (SPEC section 8: cards warn 30 days ahead). */
export const fundingSources: AttentionCondition = ({ accounts, today }) =>
  accounts.flatMap(({ id, name, fundingSources: sources }) =>
    sources.flatMap((source): AttentionItem[] => {
      const label = fundingSourceLabel(source);
      const state = fundingSourceState(source, today);
      const target = { to: 'billingManager', accountId: id, section: 'funding' } as const;
      switch (state.state) {
        case 'valid':
          return [];
        case 'expiring':
          return [
            {
              id: `expiring:${source.id}`,
              severity: 'soon',
              sentence: `${name}: ${label} ${state.daysLeft === 0 ? 'expires today' : `expires in ${state.daysLeft} ${state.daysLeft === 1 ? 'day' : 'days'}`}`,
              action: 'Replace',
              target,
            },
          ];
        case 'expired':
          return [{ id: `expired:${source.id}`, severity: 'soon', sentence: `${name}: ${label} has expired`, action: 'Replace', target }];
        case 'refused':
          return [{ id: `refused:${source.id}`, severity: 'urgent', sentence: `${name}: ${label} was refused for good and is not used any more`, action: 'Replace', target }];
      }
    }),
  );

/** An account that is billed, and has nothing to pay with. */
export const noFundingSource: AttentionCondition = ({ accounts }) =>
  accounts
    .filter((account) => account.fundingSources.length === 0 && account.monthly !== '0.00')
    .map(({ id, name }) => ({
      id: `noFundingSource:${id}`,
      severity: 'urgent',
      sentence: `${name}: no funding source pays for this account`,
      action: 'Show',
      target: { to: 'billingManager', accountId: id, section: 'funding' },
    }));
