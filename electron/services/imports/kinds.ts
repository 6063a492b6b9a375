import type { ImportKindName } from '../../../shared/values/imports.ts';
import { sessionsImport } from '../seats/sessionsImport.ts';
import { storageImport } from '../storage/storageImport.ts';
import { replayImport } from '../minutes/replayImport.ts';
import { usageImport } from '../minutes/usageImport.ts';
import { usersImport } from '../users/usersImport.ts';
import type { ImportKind } from './importKind.ts';

/** What can be imported. A new kind is one line here, and its columns in shared/values/imports.ts. */
export const importKinds: Readonly<Record<ImportKindName, ImportKind>> = {
  users: usersImport,
  sessions: sessionsImport,
  storage: storageImport,
  usage: usageImport,
  replay: replayImport,
};
