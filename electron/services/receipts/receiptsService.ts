import type { z } from 'zod';
import type { receipt as receiptSchema, receiptsContracts } from '../../../shared/contracts/receipts.ts';
import { formatReceiptNumber } from '../../../shared/values/receiptNumber.ts';
import { fileNameOf } from '../fileName.ts';
import type { CurrentCompany } from '../ports/company.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { FileOutput } from '../ports/outside.ts';
import type { ReceiptRecord } from '../ports/records.ts';
import { refuse } from '../refusals.ts';
import { requireReceipt } from './requireReceipt.ts';
import { receiptsCsv } from './receiptsCsv.ts';

type Contracts = typeof receiptsContracts;
type In<R extends keyof Contracts> = z.output<Contracts[R]['input']>;
type Out<R extends keyof Contracts> = z.output<Contracts[R]['output']>;

export interface ReceiptsService {
  readonly page: (input: In<'receipts.page'>) => Out<'receipts.page'>;
  readonly detail: (input: In<'receipts.detail'>) => Out<'receipts.detail'>;
  readonly savePdf: (input: In<'receipts.savePdf'>) => Promise<Out<'receipts.savePdf'>>;
  readonly saveCsv: (input: In<'receipts.saveCsv'>) => Promise<Out<'receipts.saveCsv'>>;
  readonly csvProgress: (input: In<'receipts.csvProgress'>) => Out<'receipts.csvProgress'>;
  readonly cancelCsv: (input: In<'receipts.cancelCsv'>) => Out<'receipts.cancelCsv'>;
  /** What `saveCsv` writes, for a host that sends it to its browser. */
  readonly csv: (input: In<'receipts.saveCsv'>) => { readonly fileName: string; readonly chunks: AsyncIterable<string> };
}

/** Receipts looked at for a text by one call: some milliseconds' work. */
const SCAN = 1_000;
/** A filtered list is counted to here: some milliseconds too. */
const COUNT_MOST = 10_000;

/** Receipts of all accounts: the list in windows, one of them, PDF and CSV (SPEC section 11). */
export function createReceiptsService({ current, output }: { readonly current: CurrentCompany; readonly output: Pick<FileOutput, 'saveText' | 'printReceipt'> }): ReceiptsService {
  /** What is being written, by the id its window gave it. */
  const writings = new Map<string, { receipts: number; cancelled: boolean }>();
  const csv: ReceiptsService['csv'] = ({ filter }) => {
    const { file } = current();
    return { fileName: csvNameOf(file), chunks: receiptsCsv(file, filter) };
  };
  return {
    page: ({ filter, before, limit }) => {
      const { receipts } = current().file;
      const { receipts: found, next, searchedBackTo } = receipts.window(filter, before ?? null, limit, SCAN);
      const searching = filter.text !== undefined && filter.text !== '';
      const count = searching ? found.length : receipts.count(filter, COUNT_MOST + 1);
      return {
        receipts: found.map(receiptOutput),
        count: Math.min(count, COUNT_MOST),
        countIsExact: searching ? before === undefined && next === null : count <= COUNT_MOST || Object.keys(filter).length === 0,
        next,
        searchedBackTo,
      };
    },
    detail: ({ number }) => {
      const { file } = current();
      const found = requireReceipt(file.receipts.byNumber(number));
      return {
        receipt: receiptOutput(found),
        companyName: file.company.name,
        timeZone: file.company.timeZone,
        ...file.receipts.neighbours(number),
      };
    },
    savePdf: async ({ number }) => {
      const { file } = current();
      requireReceipt(file.receipts.byNumber(number));
      return { path: await output.printReceipt(number, `Receipt ${formatReceiptNumber(number)}.pdf`) };
    },
    saveCsv: async ({ filter, requestId }) => {
      const { file } = current();
      const writing = { receipts: 0, cancelled: false };
      if (requestId !== undefined) writings.set(requestId, writing);
      const chunks = receiptsCsv(file, filter, (receipts) => {
        if (writing.cancelled) throw refuse('CANCELLED', '', 'The export was stopped.');
        writing.receipts += receipts;
      });
      try {
        return { path: await output.saveText(csvNameOf(file), chunks, 'csv') };
      } finally {
        if (requestId !== undefined) writings.delete(requestId);
      }
    },
    csvProgress: ({ requestId }) => ({ receipts: writings.get(requestId)?.receipts ?? null }),
    cancelCsv: ({ requestId }) => {
      const writing = writings.get(requestId);
      if (writing !== undefined) writing.cancelled = true;
      return {};
    },
    csv,
  };
}

function csvNameOf({ company }: DataFile): string {
  return `${fileNameOf(company.name, 'Company')} receipts.csv`;
}

function receiptOutput({ chargeId: _chargeId, issuedAt, lines, ...receipt }: ReceiptRecord): z.output<typeof receiptSchema> {
  return { ...receipt, issuedAt: new Date(issuedAt).toISOString(), lines: [...lines] };
}
