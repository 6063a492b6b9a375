import { listed } from '../attention/words.ts';
import type { ChargeEffect } from '../charges/chargeEffect.ts';
import { purchaseOf } from '../charges/keptEffect.ts';
import type { OpenCompany } from '../ports/company.ts';
import type { ReceiptRecord } from '../ports/records.ts';

/** Of each open file the highest receipt that the gateway was told of. */
const told = new WeakMap<OpenCompany['file'], number>();

/**
 * Tells the gateway of every receipt that it does not know yet, so that a file restored from a backup gets them again
 * under their numbers (SPEC section 8). It is told after the commit: what a crash left out the next look makes up for.
 */
export async function tellReceipts(company: OpenCompany): Promise<void> {
  const { file, gateway, held = null } = company;
  const place = file.lastPlace.read();
  if (held !== null || place === null) return;
  const last = file.receipts.lastNumber();
  for (let number = (told.get(file) ?? (await lastTold(company, last, place.recordFrom))) + 1; number <= last; number += 1) {
    const receipt = file.receipts.byNumber(number);
    if (receipt === null) throw new Error(`Receipt ${number} is not there.`);
    const { chargeId, issuedAt, date, fundingSource, hash } = receipt;
    await gateway.keepReceipt({ number, chargeId, issuedAt, date, fundingSource, hash, purchase: chargeId === null ? purchaseOf(file, unpaidEffect(receipt)) : null });
    told.set(file, number);
  }
  told.set(file, last);
}

/** The same, right after a receipt: a gateway that cannot be told now is told at the next beat. */
export async function tellReceiptsSoon(company: OpenCompany): Promise<void> {
  await tellReceipts(company).catch(() => undefined);
}

/** Down from the newest receipt to one that the gateway knows, or to those from before there was anything to tell. */
async function lastTold({ file, gateway }: OpenCompany, last: number, recordFrom: number): Promise<number> {
  const known = new Set((await gateway.history(recordFrom)).receipts.map(({ hash }) => hash));
  let number = last;
  while (number > 0) {
    const receipt = file.receipts.byNumber(number);
    if (receipt === null || receipt.issuedAt < recordFrom || known.has(receipt.hash)) break;
    number -= 1;
  }
  return number;
}

/** What a receipt with a total of zero says of what was bought: nothing was paid, so no charge keeps it. */
function unpaidEffect(receipt: ReceiptRecord): ChargeEffect {
  const { accountId, accountName, kind, lines, total, date, periodStart, periodEnd, authorisedBy } = receipt;
  const billed = kind === 'recurring' && periodStart !== null ? { billingDate: periodStart } : {};
  return {
    accountId,
    kind,
    lines,
    total,
    receiptPeriod: { start: periodStart ?? date, end: periodEnd ?? date },
    licenses: [],
    assignments: [],
    newPeriod: null,
    ...billed,
    operatorId: null,
    who: authorisedBy,
    what: kind === 'recurring' ? `Paid the bill of ${accountName} for ${periodStart ?? ''} to ${periodEnd ?? ''}` : `Bought ${listed([...new Set(lines.map(({ name }) => name))])}`,
    changes: [],
  };
}
