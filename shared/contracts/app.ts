import { z } from 'zod';
import { commandId, instant, localDate, rowId, shortText, timeZone } from '../values/schemas.ts';
import { CAPABILITIES } from '../values/capabilities.ts';
import { opening, query } from './route.ts';
import { newPassword } from './session.ts';

const name = shortText.trim().min(1, 'is empty');
export const filePath = z.string().min(1, 'is empty').max(4096, 'is longer than 4,096 characters');

export const operator = z.strictObject({ userId: rowId, firstName: z.string(), lastName: z.string() });

/** The operator at the screen, with what their permission group allows. */
export const signedInOperator = operator.extend({ email: z.string(), groupName: z.string(), capabilities: z.array(z.enum(CAPABILITIES)) });

export const openFile = z.strictObject({
  path: z.string(),
  companyName: z.string(),
  timeZone: z.string(),
  demonstration: z.boolean(),
  /** The day in the company's time zone, by the file's clock. */
  today: localDate,
  /** True where the time machine moved the demonstration's clock. */
  moved: z.boolean(),
  /** Null: open to work with. `copy`: what a review copy says of itself; null: any other file. */
  review: z
    .strictObject({
      copy: z
        .strictObject({
          madeAt: instant,
          /** The one billing account it is about; null: the whole file. */
          accountName: z.string().nullable(),
          /** Kept by number and hashes alone. */
          leftOutReceipts: z.int(),
          leftOutActivity: z.int(),
        })
        .nullable(),
    })
    .nullable(),
  /** Null: nobody is signed in, or the screen was locked. */
  operator: signedInOperator.nullable(),
});

/** Starting, and which data file is open. */
export const appContracts = {
  'app.state': query(
    'anyone',
    z.strictObject({}),
    z.strictObject({
      version: z.string(),
      host: z.enum(['desktop', 'browser']),
      /** Null until a data file is open: the window then offers the three ways to start. */
      file: openFile.nullable(),
      recentFiles: z.array(z.strictObject({ path: z.string(), companyName: z.string() })),
      /** Where a new data file is put when its path names no folder. */
      dataFolder: z.string(),
      timeZones: z.array(z.string()),
      /** This machine's own zone, offered first for a new company. */
      localTimeZone: z.string(),
    }),
  ),
  /** Opens the demonstration company; makes its file first where there is none. */
  'file.openDemonstration': opening('anyone', z.strictObject({}), openFile),
  /** Makes the data file of a new company, with its primary billing account and first operator. */
  'file.create': opening(
    'anyone',
    z.strictObject({
      commandId,
      path: filePath.optional(),
      companyName: name,
      timeZone,
      operator: z.strictObject({
        firstName: name,
        lastName: name,
        email: z.email('must be like name@example.com').max(200),
        password: newPassword,
      }),
    }),
    openFile,
  ),
  /** Refuses a review copy with REVIEW_ONLY. */
  'file.open': opening('anyone', z.strictObject({ path: filePath }), openFile),
  /** Opens any file to look at only: no password, and nothing is written (SPEC section 15). */
  'file.openForReview': opening('anyone', z.strictObject({ path: filePath }), openFile),
  'file.close': opening('anyone', z.strictObject({}), z.strictObject({})),
  /** Shows the desktop's own dialog; null when it was cancelled. The browser host has none and asks for a path instead. */
  'file.choose': query(
    'anyone',
    z.strictObject({ purpose: z.enum(['open', 'create']), suggestedName: shortText.optional() }),
    z.strictObject({ path: z.string().nullable() }),
  ),
  /** Tells the desktop which theme was chosen in a window, so that its menu, dialogs and next window have it too. */
  'window.chooseTheme': query('anyone', z.strictObject({ theme: z.enum(['light', 'dark', 'system']) }), z.strictObject({})),
  /** Opens the account's Billing Manager window, or brings the open one to the front. */
  'window.openBillingManager': query('viewBilling', z.strictObject({ accountId: rowId }), z.strictObject({})),
  /** Opens the Summary window, or brings the open one to the front. */
  'window.openSummary': query('viewBilling', z.strictObject({}), z.strictObject({})),
};
