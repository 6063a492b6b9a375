import { leaveRequest, useRequests } from './windowRequest.ts';

const KEY = 'billing-desk.receipt';

/** Asks the Summary window, open or about to be, to show a receipt. */
export function requestReceipt(number: number): void {
  leaveRequest(KEY, String(number));
}

/** In the Summary window: shows the receipt asked for. */
export function useReceiptRequests(show: (number: number) => void): void {
  useRequests(KEY, (wanted) => {
    const number = Number(wanted);
    if (Number.isSafeInteger(number) && number > 0) show(number);
  });
}
