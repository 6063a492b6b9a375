import type { appContracts } from '../../../shared/contracts/app.ts';
import { BILLING_ADMINISTRATOR } from '../../../shared/values/capabilities.ts';
import { Refusal } from '../../../shared/errors.ts';
import type { z } from 'zod';
import { fillDemonstration, demonstrationCompany } from '../demonstration/fillDemonstration.ts';
import type { CurrentCompany, OpenCompany } from '../ports/company.ts';
import type { DataFile, DataFiles } from '../ports/dataFile.ts';
import type { Clock, Ids, PaymentGateway, Publish, RecentFiles } from '../ports/outside.ts';
import type { CompanyRecord } from '../ports/records.ts';
import { fillNewCompany } from './fillNewCompany.ts';

type OpenFile = z.output<(typeof appContracts)['file.open']['output']>;
type NewCompany = z.output<(typeof appContracts)['file.create']['input']>;

export interface CompanyServiceNeeds {
  readonly dataFiles: DataFiles;
  readonly gatewayFor: (company: CompanyRecord) => PaymentGateway;
  readonly recentFiles: RecentFiles;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly publish: Publish;
  readonly demonstrationPath: string;
  readonly fileExists: (path: string) => boolean;
  /** The path of a new company's file when none was chosen. */
  readonly pathFor: (companyName: string) => string;
  /** Waits for what the billing system is doing by itself in the open file. */
  readonly beforeClose: () => Promise<void>;
  /** Runs once a file is open: finishes what an earlier run left open. */
  readonly afterOpen: () => Promise<void>;
}

export interface CompanyService {
  readonly current: CurrentCompany;
  readonly openFile: () => OpenFile | null;
  readonly open: (path: string) => Promise<OpenFile>;
  readonly openDemonstration: () => Promise<OpenFile>;
  readonly create: (input: NewCompany) => Promise<OpenFile>;
  readonly close: () => Promise<Record<string, never>>;
}

/**
 * Which data file is open. A new one is opened before the old one is closed, so that a refusal changes nothing.
 * Until operators sign in, the file's first operator is the signed-in one.
 */
export function createCompanyService(needs: CompanyServiceNeeds): CompanyService {
  let opened: OpenCompany | null = null;

  const describe = ({ file, operator }: OpenCompany): OpenFile => ({
    path: file.path,
    companyName: file.company.name,
    timeZone: file.company.timeZone,
    demonstration: file.company.demonstration,
    operator: { userId: operator.id, firstName: operator.firstName, lastName: operator.lastName },
  });

  const closeOpened = async (): Promise<void> => {
    await needs.beforeClose();
    opened?.file.close();
    opened = null;
  };

  const adopt = async (file: DataFile): Promise<OpenFile> => {
    const operator = file.users.activeInGroup(BILLING_ADMINISTRATOR.id)[0] ?? null;
    if (operator === null) {
      file.close();
      throw new Refusal({ code: 'DATA_FILE_DAMAGED', path: '/path', message: 'No operator is recorded in this file, so nobody can work in it.' });
    }
    await closeOpened();
    opened = { file, operator, gateway: needs.gatewayFor(file.company) };
    needs.recentFiles.add({ path: file.path, companyName: file.company.name });
    await needs.afterOpen();
    needs.publish(['app', 'accounts', 'receipts', 'users', 'activity']);
    return describe(opened);
  };

  /** The file that is open already is not opened a second time: its own lock would refuse that. */
  const open = async (path: string): Promise<OpenFile> =>
    opened?.file.path === path ? describe(opened) : adopt(await needs.dataFiles.open(path));

  return {
    current: () => {
      if (opened === null) {
        throw new Refusal({ code: 'NO_DATA_FILE', path: '', message: 'No data file is open. Open one first.' });
      }
      return opened;
    },
    openFile: () => (opened === null ? null : describe(opened)),
    open,
    openDemonstration: async () => {
      if (needs.fileExists(needs.demonstrationPath)) return open(needs.demonstrationPath);
      const file = await needs.dataFiles.create(needs.demonstrationPath, demonstrationCompany, (made, tx) => {
        fillDemonstration(made, tx, needs.clock.now());
      });
      return adopt(file);
    },
    create: async (input) => {
      const company = { name: input.companyName, timeZone: input.timeZone, demonstration: false, fileId: needs.ids.uuid() };
      const file = await needs.dataFiles.create(input.path ?? needs.pathFor(input.companyName), company, (made, tx) => {
        fillNewCompany(made, tx, { now: needs.clock.now(), timeZone: input.timeZone, operator: input.operator });
      });
      return adopt(file);
    },
    close: async () => {
      await closeOpened();
      needs.publish(['app']);
      return {};
    },
  };
}
