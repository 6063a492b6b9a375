/** Non-recurring products (SPEC section 9). */
export const PRODUCT_KINDS = ['training', 'consulting', 'implementation', 'contractAdjustment', 'serviceFee'] as const;

export type ProductKind = (typeof PRODUCT_KINDS)[number];

export const PRODUCT_NAMES: Readonly<Record<ProductKind, string>> = {
  training: 'Training',
  consulting: 'Consulting',
  implementation: 'Implementation',
  contractAdjustment: 'Contract adjustment',
  serviceFee: 'Service fee',
};
