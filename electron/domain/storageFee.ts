import type { Explanation } from '../../shared/values/explanation.ts';
import { resultInWords } from './calculationText.ts';
import { Decimal, roundHalfUpToCents } from './money.ts';

const MB_PER_GB = 1024;
const USERS_IN_BASE = 5;
const BASE_MB = 250;
const MB_PER_FURTHER_USER = 50;

/** The list price of one gigabyte a month above the allowance, in dollars (SPEC section 10). */
export const STORAGE_LIST_PRICE = '30.00';

export interface StorageFee {
  readonly usedMb: number;
  readonly allowanceMb: number;
  /** Used above the allowance; 0 when inside. */
  readonly excessMb: number;
  /** Whole gigabytes paid for above the allowance. */
  readonly blocks: number;
  /** Dollars a month for one gigabyte, as written. */
  readonly unitPrice: string;
  /** YYYY-MM-DD; null: the figure was not measured. */
  readonly measuredOn: string | null;
  /** Dollars a month, rounded half-up to the cent. */
  readonly fee: Decimal;
  /** What is left before the next gigabyte is charged. */
  readonly leftMb: number;
  /** Low: at most 15 % of allowance and paid gigabytes is left; veryLow: at most 5 %. */
  readonly warning: 'none' | 'low' | 'veryLow';
  readonly explanation: Explanation;
}

/** Megabytes that come with the users: 250 for up to five active ones, 50 for each one more (SPEC section 10). */
export function storageAllowanceMb(activeUsers: number): number {
  return BASE_MB + MB_PER_FURTHER_USER * Math.max(0, activeUsers - USERS_IN_BASE);
}

/**
 * The month's storage fee (SPEC section 10). `usedMb` and `activeUsers` are whole numbers, `unitPrice` dollars a
 * month for each gigabyte of 1024 MB begun above the allowance, `measuredOn` the day (YYYY-MM-DD) of the figure, null for
 * one that was not measured. Exactly at the allowance is free.
 */
export function storageFee(usedMb: number, activeUsers: number, unitPrice: string, measuredOn: string | null): StorageFee {
  const allowanceMb = storageAllowanceMb(activeUsers);
  const excessMb = Math.max(0, usedMb - allowanceMb);
  const blocks = Math.ceil(excessMb / MB_PER_GB);
  const exact = new Decimal(unitPrice).times(blocks);
  const roomMb = allowanceMb + blocks * MB_PER_GB;
  const leftMb = roomMb - usedMb;
  return {
    usedMb,
    allowanceMb,
    excessMb,
    blocks,
    unitPrice,
    measuredOn,
    fee: roundHalfUpToCents(exact),
    leftMb,
    warning: leftMb * 100 <= roomMb * 5 ? 'veryLow' : leftMb * 100 <= roomMb * 15 ? 'low' : 'none',
    explanation: {
      rule: 'Each gigabyte begun above the allowance is charged for the month: 250 MB for up to five active users, 50 MB for each one more.',
      inputs: [
        { label: 'Active users', value: String(activeUsers) },
        { label: 'Allowance', value: `${allowanceMb} MB` },
        { label: 'Used', value: `${usedMb} MB` },
        ...(measuredOn === null ? [] : [{ label: 'Measured on', value: measuredOn }]),
        { label: 'Above the allowance', value: `${excessMb} MB` },
        { label: 'Gigabytes begun', value: String(blocks) },
        { label: 'Price of a gigabyte (1024 MB)', value: unitPrice },
      ],
      calculation: `${excessMb} ÷ 1024, rounded up to whole gigabytes = ${blocks}; ${unitPrice} × ${blocks} ${resultInWords(exact)}`,
    },
  };
}
