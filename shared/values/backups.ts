/** Why a backup was made; it stands in the name of its file. */
export const BACKUP_REASONS = ['start', 'daily', 'migration', 'restore', 'hand'] as const;

export type BackupReason = (typeof BACKUP_REASONS)[number];

export const BACKUP_REASON_NAMES: Readonly<Record<BackupReason, string>> = {
  start: 'At a start',
  daily: 'Daily',
  migration: 'Before an update of the file',
  restore: 'Before a restore',
  hand: 'By hand',
};
