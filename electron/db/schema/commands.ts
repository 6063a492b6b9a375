import { sqliteTable, integer, text } from 'drizzle-orm/sqlite-core';
import { jsonText, momentRange, notBlank } from './columns.ts';

/** Finished commands with their outcome, so that a repeated Accept does nothing twice (SPEC section 8). */
export const commands = sqliteTable(
  'commands',
  {
    id: text('id').primaryKey(),
    route: text('route').notNull(),
    inputHash: text('input_hash').notNull(),
    outcome: text('outcome').notNull(),
    at: integer('at').notNull(),
  },
  (table) => [
    notBlank('commands_id', table.id),
    notBlank('commands_route', table.route),
    jsonText('commands_outcome', table.outcome),
    momentRange('commands_at', table.at),
  ],
);
