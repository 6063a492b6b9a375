import type { z } from 'zod';
import type { searchContracts } from '../../../shared/contracts/search.ts';
import type { CurrentCompany } from '../ports/company.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { ReceiptRecord } from '../ports/records.ts';

type Contract = (typeof searchContracts)['search.find'];

export interface SearchService {
  readonly find: (input: z.output<Contract['input']>) => z.output<Contract['output']>;
}

/** Of each kind; more are found on their pages. */
const MOST = 6;
/** Receipts looked through for a text: so many in a few milliseconds, wherever the list begins. */
const SCAN = 2_000;
/** What a billing account is found by besides its name: the window that it opens in, and the link to it. */
const ACCOUNT_WORDS = 'billing manager edit';

/** Users, accounts and receipts by one text (LOOK: search and commands). */
export function createSearchService({ current }: { readonly current: CurrentCompany }): SearchService {
  return {
    find: ({ text }) => {
      const { file } = current();
      const names = new Map(file.accounts.all().map(({ id, name }) => [id, name]));
      const words = text.toLocaleLowerCase().trim().split(/\s+/);
      const { receipts, backTo } = findReceipts(file, text);
      return {
        users: file.users.page({ text }, null, MOST).map(({ id, firstName, lastName, email, active, accountId }) => ({
          id,
          name: `${firstName} ${lastName}`,
          email,
          active,
          accountName: names.get(accountId) ?? '',
        })),
        accounts: [...names].filter(([, name]) => words.every((word) => `${name.toLocaleLowerCase()} ${ACCOUNT_WORDS}`.includes(word))).slice(0, MOST).map(([id, name]) => ({ id, name })),
        receipts: receipts.map(({ number, date, accountName, kind, total }) => ({ number, date, accountName, kind, total })),
        receiptsBackTo: backTo,
      };
    },
  };
}

/** The one of that number first, then the newest that have the text; that one alone where nothing else can be meant ("000042", "#42", "receipt 42"). */
function findReceipts(file: DataFile, text: string): { readonly receipts: readonly ReceiptRecord[]; readonly backTo: string | null } {
  const exact = /^(?:receipt\s+)?#?0*([1-9]\d{0,14})$/i.exec(text)?.[1];
  const named = exact === undefined ? null : file.receipts.byNumber(Number(exact));
  if (named !== null && exact !== text.trim()) return { receipts: [named], backTo: null };
  const { receipts, searchedBackTo } = file.receipts.window({ text: exact ?? text }, null, MOST, SCAN);
  const others = receipts.filter(({ number }) => number !== named?.number);
  return { receipts: [...(named === null ? [] : [named]), ...others].slice(0, MOST), backTo: searchedBackTo };
}
