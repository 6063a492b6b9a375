import { createHash } from 'node:crypto';
import type { DataFile } from '../ports/dataFile.ts';
import { refuse } from '../refusals.ts';

interface Wish {
  readonly commandId: string;
}

/** Tells one input from another, so that a command id is not used for two wishes. */
export function hashOfInput(input: Wish): string {
  return createHash('sha256').update(JSON.stringify(input)).digest('hex');
}

/** The kept outcome (JSON) of a command that was done before; null for a new one. Refuses with COMMAND_REUSED. */
export function repeatedCommand(file: DataFile, route: string, input: Wish): string | null {
  const command = file.commands.byId(input.commandId);
  if (command === null) return null;
  if (command.route !== route || command.inputHash !== hashOfInput(input)) {
    throw refuse('COMMAND_REUSED', '/commandId', 'This command id was used for something else. Accept once more.');
  }
  return command.outcome;
}
