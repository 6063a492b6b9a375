/** What a permission group may allow, in the order of the table (SPEC section 15). */
export const CAPABILITIES = [
  'viewBilling',
  'makeScenarios',
  'assignLicenses',
  'changeQuantities',
  'buyMinutes',
  'manageFundingSources',
  'manageUsers',
  'managePrices',
  'manageData',
] as const;

export type Capability = (typeof CAPABILITIES)[number];

export const CAPABILITY_NAMES: Readonly<Record<Capability, string>> = {
  viewBilling: 'View billing',
  makeScenarios: 'Export, make scenarios',
  assignLicenses: 'Assign licenses, import sessions',
  changeQuantities: 'Change quantities, buy products',
  buyMinutes: 'Buy minutes, recharge settings, enter usage',
  manageFundingSources: 'Manage funding sources',
  manageUsers: 'Manage users and groups',
  managePrices: 'Manage prices',
  manageData: 'Manage data (backup, restore, verify, review copies)',
};

export interface ShippedGroup {
  readonly id: number;
  readonly name: string;
  readonly capabilities: readonly Capability[];
}

/** The groups every data file begins with, under these ids; they cannot be changed. */
export const BILLING_ADMINISTRATOR: ShippedGroup = { id: 1, name: 'Billing Administrator', capabilities: CAPABILITIES };
export const LICENSE_MANAGER: ShippedGroup = { id: 2, name: 'License Manager', capabilities: ['viewBilling', 'makeScenarios', 'assignLicenses'] };
export const BILLING_VIEWER: ShippedGroup = { id: 3, name: 'Billing Viewer', capabilities: ['viewBilling', 'makeScenarios'] };

export const SHIPPED_GROUPS: readonly ShippedGroup[] = [BILLING_ADMINISTRATOR, LICENSE_MANAGER, BILLING_VIEWER];
