import type { z } from 'zod';
import type { backupSource, dataContracts } from '../../../shared/contracts/data.ts';
import { lackedOf } from '../../domain/grantRules.ts';
import { findingInWords } from '../../domain/finding.ts';
import { inWords } from '../groups/permissions.ts';
import type { SignedInCompany } from '../ports/company.ts';
import type { ReadThrough } from '../ports/wholeFiles.ts';
import { refuse } from '../refusals.ts';
import type { DataServiceNeeds } from './dataService.ts';
import { noteTx, pathOf } from './dataService.ts';

type Source = z.output<typeof backupSource>;
type Examined = z.output<(typeof dataContracts)['data.examine']['output']>;
type RestoreInput = z.output<(typeof dataContracts)['data.restore']['input']>;
type RestoreNeeds = DataServiceNeeds;

/** Findings that are named in a refusal; the rest is counted. */
const NAMED = 3;

/** Reads a backup through and says what the present file has beyond it. Nothing is changed. */
export async function examineBackup(needs: RestoreNeeds, company: SignedInCompany, source: Source): Promise<Examined> {
  const { files, work } = needs;
  const { file } = company;
  return work.run('examine', async (watch) => {
    const { copy, ...read } = await files.bring(pathOf(needs, file, source), file.path, watch);
    files.discard(copy);
    return compareWithPresent(company, read);
  });
}

/**
 * Puts a backup in the place of the open file: what is verified is the copy that is put there. The present file stands
 * until the copy takes its name in one step, so that whenever the machine stops one of the two is there whole; it is kept
 * as a backup itself, once it is closed, so that whatever was answered while the copy was made and read is in it. The
 * restored file starts with automatic charging off (SPEC section 8).
 */
export async function restoreBackup(needs: RestoreNeeds, company: SignedInCompany, { source, lost }: RestoreInput): Promise<{ keptAs: string }> {
  const { files, work, publish } = needs;
  const { path } = company.file;
  const from = pathOf(needs, company.file, source);
  const keptAs = await work.run('restore', async (watch, goOnAlone) => {
    const { copy, ...read } = await files.bring(from, path, watch);
    try {
      const now = compareWithPresent(company, read).lost;
      if (now.receipts > lost.receipts || now.activity > lost.activity) {
        throw refuse('CHANGED_SINCE_OPENED', '/lost', 'The file has more by now than what was shown. Look again. Nothing was changed.');
      }
      const kept = files.nextBackup(path, 'restore');
      goOnAlone();
      await needs.company.replace((file) => {
        needs.putBack(file, copy, kept);
        return Promise.resolve();
      });
      return kept;
    } finally {
      files.discard(copy);
    }
  });
  noteRestored(needs, from);
  publish(['app', 'accounts', 'receipts', 'users', 'seats', 'activity', 'data']);
  return { keptAs };
}

/** In the restored file's own Activity; where the operator is not one there, nobody is signed in to write. */
function noteRestored({ current, signedIn, clock }: RestoreNeeds, from: string): void {
  if (!signedIn()) return;
  noteTx(current(), clock.now(), 'Restored the data file from a backup', from);
}

function compareWithPresent({ file, operator, capabilities }: SignedInCompany, { facts, findings }: ReadThrough): Examined {
  if (findings.length > 0) {
    const more = findings.length - NAMED;
    const named = findings.slice(0, NAMED).map(findingInWords).join(' ');
    throw refuse('DATA_FILE_DAMAGED', '/source', `This backup is damaged or was altered. ${named}${more > 0 ? ` And ${more} more.` : ''} Nothing was changed.`);
  }
  if (facts.fileId !== file.company.fileId) {
    throw refuse('OTHER_COMPANY', '/source', `This is a file of another company, ${facts.companyName}. Open it instead of restoring it.`);
  }
  // Nobody gets back by a restore what was taken from them since (SPEC section 15).
  const lacked = lackedOf(capabilities, facts.operators.get(operator.email.toLowerCase()) ?? []);
  if (lacked.length > 0) {
    throw refuse('NOT_ALLOWED', '/source', `In this backup you may do what your own group does not allow by now: ${inWords(lacked)}. Someone who may has to restore it. Nothing was changed.`);
  }
  const lastReceipt = file.receipts.lastNumber();
  const lastActivity = file.activity.page(null, 1)[0]?.sequence ?? 0;
  const { receipt, activity } = facts;
  const same = receipt === null ? 0 : file.receipts.byNumber(receipt.number)?.hash === receipt.hash ? receipt.number : null;
  const entry = activity === null ? null : (file.activity.page(activity.sequence + 1, 1)[0] ?? null);
  const earlier = same !== null && (activity === null || (entry?.sequence === activity.sequence && entry.hash === activity.hash));
  const receipts = Math.max(0, lastReceipt - (receipt?.number ?? 0));
  return {
    companyName: facts.companyName,
    lastEntryAt: activity === null ? null : new Date(activity.at).toISOString(),
    bytes: facts.bytes,
    lost: {
      receipts,
      firstReceipt: receipts === 0 ? null : lastReceipt - receipts + 1,
      lastReceipt: receipts === 0 ? null : lastReceipt,
      activity: Math.max(0, lastActivity - (activity?.sequence ?? 0)),
    },
    earlier,
  };
}
