import type { PricedItem } from '../../../shared/values/pricedItems.ts';

/** List prices in dollars that a new file starts with. Invented, and marked so on screen (SPEC section 4). */
export const STARTING_PRICES: Readonly<Record<PricedItem, string>> = {
  crm: '50.00',
  crmView: '20.00',
  powerDialer: '95.00',
  flexPort: '25.00',
  responseLoop: '30.00',
  inbound: '60.00',
  fax: '15.00',
  recordingPort: '20.00',
  minute: '0.02',
  storage: '30.00',
  training: '500.00',
  consulting: '150.00',
  implementation: '1200.00',
  contractAdjustment: '0.00',
  serviceFee: '75.00',
};
