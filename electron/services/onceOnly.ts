import { createHash } from 'node:crypto';
import type { DataFile } from './ports/dataFile.ts';
import type { CommandRecord } from './ports/records.ts';
import { refuse } from './refusals.ts';

interface Wish {
  readonly commandId: string;
}

/** Tells one input from another, so that a command id is not used for two wishes. */
function hashOfInput(input: Wish): string {
  return createHash('sha256').update(JSON.stringify(input)).digest('hex');
}

/** What is kept of a wish with what it does, in one transaction; `outcome` is JSON, `at` epoch milliseconds. */
export function commandToKeep(route: string, input: Wish, outcome: string, at: number): CommandRecord {
  return { id: input.commandId, route, inputHash: hashOfInput(input), outcome, at };
}

/** The kept outcome (JSON) of a command that was done before; null for a new one. Refuses with COMMAND_REUSED. */
export function repeatedCommand(file: DataFile, route: string, input: Wish): string | null {
  const command = file.commands.byId(input.commandId);
  if (command === null) return null;
  if (command.route !== route || command.inputHash !== hashOfInput(input)) {
    throw refuse('COMMAND_REUSED', '/commandId', 'This command id was used for something else. Nothing was done. Try once more.');
  }
  return command.outcome;
}
