import type Database from 'better-sqlite3';
import { foldCase } from './foldCase.ts';

type Words = readonly string[];

/** Punctuation and case tell no names apart, and a name that stands inside another word is none. */
function wordsOf(text: string): Words {
  return foldCase(text).match(/[^\s\p{P}\p{S}]+/gu) ?? [];
}

const asText = (words: Words): string => ` ${words.join(' ')} `;

/**
 * Gives a connection `names_others(what, changes)`, true where an activity entry names another billing account or anyone
 * of one, also by a name or an e-mail address that they had before. What was given up says no more whose it was, so a
 * first name alone that anyone gave up counts as well: rather an entry too many is left out than one too few.
 */
export function addNamesOthers(connection: Database.Database, account: number): void {
  const names = connection
    .prepare<[number, number, number], string>(
      `select name from billing_accounts where id <> ?
        union select first_name || ' ' || last_name from users where account_id <> ?
        union select email from users where account_id <> ?`,
    )
    .pluck()
    .all(account, account, account);
  const byFirstWord = new Map<string, string[]>();
  // No words at all: signs alone, which are compared as they stand.
  const signs: string[] = [];
  for (const name of [...names, ...formerNames(connection), ...formerAccountNames(connection, account)]) {
    const words = wordsOf(name);
    const [first] = words;
    const text = asText(words);
    if (first === undefined) signs.push(name.trim());
    else if (byFirstWord.get(first)?.push(text) === undefined) byFirstWord.set(first, [text]);
  }
  connection.function('names_others', (what: unknown, changes: unknown) => {
    const said = `${String(what)}\n${textsIn(String(changes)).join('\n')}`;
    const words = wordsOf(said);
    const text = asText(words);
    const isNamed = words.some((word) => byFirstWord.get(word)?.some((name) => text.includes(name)) === true) || signs.some((name) => name !== '' && said.includes(name));
    return isNamed ? 1 : 0;
  });
}

/** Every name and address that a user, of whichever account, had once and gave up, as Activity tells it: also among several users' changes. */
function formerNames(connection: Database.Database): readonly string[] {
  return connection
    .prepare<[], { before: string; after: string | null }>(
      `select distinct value ->> 'before' "before", value ->> 'after' "after" from activity, json_each(changes)
        where value ->> 'before' is not null
          and (lower(value ->> 'label') in ('first name', 'last name', 'e-mail')
            or value ->> 'label' like '%: first name' or value ->> 'label' like '%: last name' or value ->> 'label' like '%: e-mail')`,
    )
    .all()
    .flatMap(({ before, after }) => (after !== null && foldCase(before) === foldCase(after) ? [] : [before]));
}

/** Every name that another billing account had once. */
function formerAccountNames(connection: Database.Database, account: number): readonly string[] {
  return connection
    .prepare<[number], string>(
      "select distinct value ->> 'before' from activity, json_each(changes) where account_id <> ? and value ->> 'label' = 'Name' and value ->> 'before' is not null",
    )
    .pluck()
    .all(account);
}

/** Every text of an entry's changes, without the marks that JSON puts before a quotation mark. */
function textsIn(changes: string): readonly string[] {
  const parsed: unknown = JSON.parse(changes);
  if (!Array.isArray(parsed)) return [];
  return parsed.flatMap((change: unknown) => (typeof change === 'object' && change !== null ? Object.values(change).filter((value) => typeof value === 'string') : []));
}
