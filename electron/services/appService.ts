import type { z } from 'zod';
import type { appContracts } from '../../shared/contracts/app.ts';
import type { CompanyService } from './company/companyService.ts';
import type { RecentFiles } from './ports/outside.ts';

type AppState = z.output<(typeof appContracts)['app.state']['output']>;

type Theme = 'light' | 'dark' | 'system';

export interface AppServiceNeeds {
  readonly version: string;
  readonly host: {
    readonly kind: 'desktop' | 'browser';
    chooseFile(purpose: 'open' | 'create', suggestedName?: string): Promise<string | null>;
    openBillingManager(accountId: number): Promise<void>;
    openSummary(): void;
    chooseTheme(theme: Theme): void;
  };
  readonly dataFolder: string;
  readonly company: Pick<CompanyService, 'openFile'>;
  readonly recentFiles: RecentFiles;
}

export interface AppService {
  readonly state: () => AppState;
  readonly chooseFile: (input: { purpose: 'open' | 'create'; suggestedName?: string | undefined }) => Promise<{ path: string | null }>;
  readonly openBillingManager: (input: { accountId: number }) => Promise<Record<string, never>>;
  readonly openSummary: () => Record<string, never>;
  readonly chooseTheme: (input: { theme: Theme }) => Record<string, never>;
}

/** What a window needs before a data file is open, and what it asks of its host. */
export function createAppService({ version, host, dataFolder, company, recentFiles }: AppServiceNeeds): AppService {
  return {
    state: () => ({
      version,
      host: host.kind,
      file: company.openFile(),
      recentFiles: recentFiles.list().map(({ path, companyName }) => ({ path, companyName })),
      dataFolder,
      timeZones: Intl.supportedValuesOf('timeZone'),
      localTimeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    }),
    chooseFile: async ({ purpose, suggestedName }) => ({ path: await host.chooseFile(purpose, suggestedName) }),
    chooseTheme: ({ theme }) => {
      host.chooseTheme(theme);
      return {};
    },
    openBillingManager: async ({ accountId }) => {
      await host.openBillingManager(accountId);
      return {};
    },
    openSummary: () => {
      host.openSummary();
      return {};
    },
  };
}
