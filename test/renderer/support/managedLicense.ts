import type { ManagedLicense } from '../../../renderer/common/queries.ts';

/** A license as the Billing Manager shows it, valid by default. */
export function managedLicense(changes: Partial<ManagedLicense> = {}): ManagedLicense {
  return {
    type: 'crm',
    name: 'CRM',
    pooled: false,
    description: '',
    quantity: 22,
    scheduledQuantity: null,
    paidThisPeriod: 22,
    minimum: 0,
    unitPrice: '50.00',
    nextPrice: null,
    contractPrice: false,
  inventedPrice: false,
    amount: '1100.00',
    amountExplanation: { rule: '', inputs: [], calculation: '' },
    assigned: 19,
    paidUnused: 3,
    ...changes,
  };
}
