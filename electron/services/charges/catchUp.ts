import type { OpenCompany } from '../ports/company.ts';
import type { BillingDateService } from './billingDateService.ts';
import type { ChargeService } from './chargeService.ts';

/**
 * What the billing system does by itself, on start and at each beat: asks what became of open charges, then runs the
 * billing dates that are due (SPEC sections 4 and 8). Nothing is sent a second time.
 */
export async function catchUp(company: OpenCompany, charges: ChargeService, billingDates: BillingDateService): Promise<void> {
  for (const { id } of company.file.charges.open()) await charges.settle(company, id);
  await billingDates.runDue(company);
}
