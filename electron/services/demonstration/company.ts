import type { CompanyRecord } from '../ports/records.ts';

/** The demonstration company of the original's help pages. Its file id is fixed, so that every copy is made of the same rows. */
export const demonstrationCompany: CompanyRecord = {
  name: 'Company X',
  timeZone: 'America/Denver',
  demonstration: true,
  fileId: 'c0ffee00-0000-4000-8000-00000000000a',
};
