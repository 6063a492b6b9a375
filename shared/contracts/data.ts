import { z } from 'zod';
import { RECEIPT_KINDS } from '../values/receiptKinds.ts';
import { BACKUP_REASONS } from '../values/backups.ts';
import { instant, money, rowId } from '../values/schemas.ts';
import { command, query } from './route.ts';

const filePath = z.string().min(1, 'is empty').max(4096, 'is longer than 4,096 characters');

/** A backup of the list by its file name, or any other file by its path. */
export const backupSource = z.strictObject({ kind: z.enum(['listed', 'file']), path: filePath });

export const backup = z.strictObject({ name: z.string(), at: instant, bytes: z.int(), why: z.enum(BACKUP_REASONS) });

/** Long work on whole files: one at a time. */
export const dataWork = z.strictObject({
  what: z.enum(['backUp', 'examine', 'verify', 'restore']),
  /** What is being looked at, in words. */
  part: z.string(),
  done: z.int(),
  total: z.int(),
});

export const verified = z.strictObject({
  at: instant,
  receipts: z.int(),
  activity: z.int(),
  ledger: z.int(),
  /** Sentences, at most 100; empty: nothing is wrong. */
  findings: z.array(z.string()),
  findingCount: z.int(),
});

/** What a backup holds, and what the present file has beyond it. */
export const examined = z.strictObject({
  companyName: z.string(),
  /** When its last entry was made; null where it has none. */
  lastEntryAt: instant.nullable(),
  bytes: z.int(),
  /** Receipts and activity entries that the present file has and the backup does not. */
  lost: z.strictObject({ receipts: z.int(), firstReceipt: rowId.nullable(), lastReceipt: rowId.nullable(), activity: z.int() }),
  /** False: the backup does not lead to the present file; they went different ways. */
  earlier: z.boolean(),
});

/** Whoever reviews a file has all of it looked at, and makes nothing of it. */
const OR_REVIEWING = ['manageData', 'reviewing'] as const;

/** The data file as a whole: backups, verification, and what differs from the gateway's record (SPEC section 8). */
export const dataContracts = {
  /** Open for review, a file has no backups: those of its folder are somebody else's. */
  'data.view': query(
    OR_REVIEWING,
    z.strictObject({}),
    z.strictObject({
      path: z.string(),
      bytes: z.int(),
      folder: z.string(),
      /** The newest in the folder of backups, or made by hand elsewhere since then; null: never, as far as is known. */
      lastBackup: z.strictObject({ at: instant, path: z.string() }).nullable(),
      /** Newest first. */
      backups: z.array(backup),
      /** Why the last automatic backup failed; null where it did not. */
      automaticFailed: z.string().nullable(),
      work: dataWork.nullable(),
      verified: verified.nullable(),
      held: z.boolean(),
    }),
  ),
  /** A verified copy, under that path, or in the folder of backups. Refuses with FILE_EXISTS, FILE_UNREADABLE, WORK_UNDER_WAY. */
  'data.backUp': command('manageData', z.strictObject({ path: filePath.optional() }), z.strictObject({ path: z.string(), bytes: z.int() })),
  /** Begins to look at everything; what came of it stands in the view. Refuses with WORK_UNDER_WAY. */
  'data.verify': query(OR_REVIEWING, z.strictObject({}), z.strictObject({})),
  /** Stops what is under way, where it can be stopped. */
  'data.cancel': query(OR_REVIEWING, z.strictObject({}), z.strictObject({})),
  /**
   * Reads a backup through. Refuses with FILE_UNREADABLE, NOT_A_DATA_FILE, DATA_FILE_TOO_NEW, DATA_FILE_DAMAGED with what is
   * wrong in words, OTHER_COMPANY, WORK_UNDER_WAY, CANCELLED.
   */
  'data.examine': query('manageData', z.strictObject({ source: backupSource }), examined),
  /**
   * Puts a backup in the place of the present file, which is kept as a backup first. `lost` is what was shown; where it is
   * more by now, refuses with CHANGED_SINCE_OPENED. Refuses like `data.examine`; then the file stays as it is.
   */
  'data.restore': command('manageData', z.strictObject({ source: backupSource, lost: z.strictObject({ receipts: z.int().min(0), activity: z.int().min(0) }) }), z.strictObject({ keptAs: z.string() })),
  /** What differs between a file that was restored or copied and the gateway's record. */
  'data.differences': query(
    'manageData',
    z.strictObject({}),
    z.strictObject({
      /** Null: automatic charging is on. */
      held: z.enum(['elsewhere', 'otherCopy', 'behindGateway']).nullable(),
      count: z.int(),
      missingReceipts: z.int(),
      /** The first ones, in the order in which they are put right. */
      lines: z.array(
        z.strictObject({
          /** receipt: rebuilt under its number; renumbered: under the next one, what was bought added; receiptAlone: so too, its units not added; payment and settles: asked about; unknown and onlyInFile: for a person to see. */
          what: z.enum(['receipt', 'renumbered', 'receiptAlone', 'payment', 'settles', 'unknown', 'onlyInFile']),
          receiptNumber: rowId.nullable(),
          at: instant,
          accountName: z.string().nullable(),
          kind: z.enum(RECEIPT_KINDS).nullable(),
          total: money,
          fundingSource: z.string(),
        }),
      ),
    }),
  ),
  /**
   * Rebuilds what is missing and turns automatic charging on. `seen`: how many differences were listed. Refuses with NOTHING_TO_ACCEPT,
   * CHANGED_SINCE_OPENED, CHARGE_OPEN where a payment of the record cannot be entered before another is settled.
   */
  'data.turnOn': command('manageData', z.strictObject({ seen: z.int().min(0) }), z.strictObject({ rebuilt: z.int() })),
};
