/** What a receipt is for (SPEC section 11). */
export const RECEIPT_KINDS = ['recurring', 'licensesAdded', 'minutes', 'automaticRecharge', 'products'] as const;

export type ReceiptKind = (typeof RECEIPT_KINDS)[number];

export const RECEIPT_KIND_NAMES: Readonly<Record<ReceiptKind, string>> = {
  recurring: 'Recurring',
  licensesAdded: 'Licenses added',
  minutes: 'Dialer minutes',
  automaticRecharge: 'Automatic recharge',
  products: 'Products',
};
