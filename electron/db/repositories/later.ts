import type { PreparedQueryConfig, SQLitePreparedQuery } from 'drizzle-orm/sqlite-core';

/** A prepared statement, as far as repositories use it. */
export type Statement<T extends PreparedQueryConfig> = Pick<SQLitePreparedQuery<T>, 'run' | 'all' | 'get' | 'values'>;

/**
 * A statement that is prepared once, when it first runs. Writing its SQL and preparing it costs more than running it a few
 * times, and of some hundred statements a piece of work needs a dozen.
 */
export function later<T extends PreparedQueryConfig>(query: { prepare(): SQLitePreparedQuery<T> }): Statement<T> {
  let made: SQLitePreparedQuery<T> | null = null;
  const statement = (): SQLitePreparedQuery<T> => (made ??= query.prepare());
  return {
    run: (values) => statement().run(values),
    all: (values) => statement().all(values),
    get: (values) => statement().get(values),
    values: (values) => statement().values(values),
  };
}
