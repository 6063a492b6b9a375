import type { ProductKind } from '../../shared/values/products.ts';
import type { Tool } from '../../shared/values/tools.ts';
import type { RechargeSettings } from './autoRecharge.ts';
import type { ServiceLicense } from './quantityChange.ts';
import type { Holdings } from './seatTimeline.ts';

export interface ScenarioLicense extends ServiceLicense {
  /** The quantity that is tried out. */
  readonly newQuantity: number;
}

export interface ScenarioProduct {
  readonly kind: ProductKind;
  readonly description: string;
  readonly quantity: number;
  /** Dollars for one; negative for a contract adjustment alone. */
  readonly unitPrice: string;
}

export interface ScenarioMinutes extends RechargeSettings {
  /** Dollars. */
  readonly balance: string;
  /** Dollars per day, oldest first, the last is yesterday; days left out count as zero. */
  readonly dailyUsage: readonly string[];
  readonly autoRecharge: boolean;
}

/** Times are the company's wall clock, YYYY-MM-DDTHH:MM, compared as written. */
export interface ScenarioSession {
  readonly user: string;
  readonly tool: Tool;
  readonly start: string;
  readonly end: string;
}

export type ScenarioTraffic =
  | { readonly model: 'erlangB'; readonly erlangs: string; readonly blocking: string }
  | { readonly model: 'engset'; readonly perIdleSource: string; readonly sources: number; readonly blocking: string };

/** An account's pricing facts to play with (SPEC sections 12 and 13), every default filled in. */
export interface Scenario {
  readonly name: string;
  /** The day on which the change is accepted, YYYY-MM-DD. */
  readonly asOf: string;
  /** 1 to 31. */
  readonly billingDay: number;
  readonly licenses: readonly ScenarioLicense[];
  readonly products: readonly ScenarioProduct[];
  readonly storage: { readonly usedMb: number; readonly activeUsers: number; readonly unitPrice: string } | null;
  readonly minutes: ScenarioMinutes | null;
  readonly holdings: Holdings;
  /** Null: nothing is played. */
  readonly sessions: readonly ScenarioSession[] | null;
  readonly traffic: ScenarioTraffic | null;
}
