import type { AttentionCondition } from './facts.ts';

/** Backups that nobody has to think of, until they fail. */
export const backups: AttentionCondition = ({ backupFailed }) =>
  backupFailed === null
    ? []
    : [{ id: 'backupFailed', severity: 'soon', sentence: `The last automatic backup failed: ${backupFailed}`, action: 'Back up', target: { to: 'page', page: 'data' } }];
