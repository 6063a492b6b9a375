import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { createDataFiles } from '../../electron/db/dataFiles.ts';
import { createAccountsService } from '../../electron/services/accounts/accountsService.ts';
import { acceptDraft } from '../../electron/services/billingManager/acceptDraft.ts';
import type { AcceptInput } from '../../electron/services/billingManager/acceptDraft.ts';
import { createAutomaticChargingService } from '../../electron/services/charges/automaticCharging.ts';
import { createBillingDateService } from '../../electron/services/charges/billingDateService.ts';
import { createChargeService } from '../../electron/services/charges/chargeService.ts';
import { createChargingAnswerService } from '../../electron/services/charges/chargingAnswer.ts';
import { createFundingService } from '../../electron/services/funding/fundingService.ts';
import { createMinutesService } from '../../electron/services/minutes/minutesService.ts';
import { createRechargeService } from '../../electron/services/minutes/rechargeCycles.ts';
import type { SignedInCompany } from '../../electron/services/ports/company.ts';
import type { DataFile } from '../../electron/services/ports/dataFile.ts';
import type { AccountRecord } from '../../electron/services/ports/records.ts';
import { createPricesService } from '../../electron/services/prices/pricesService.ts';
import { createStorageService } from '../../electron/services/storage/storageService.ts';
import { Refusal } from '../../shared/errors.ts';
import { CAPABILITIES } from '../../shared/values/capabilities.ts';
import { PRICED_ITEMS } from '../../shared/values/pricedItems.ts';
import { aCompany, aFundingSource, aLicense, anAccount, aPrice, aUser } from './builders.ts';
import { migrationsFolder } from './testDatabase.ts';
import { createYearGateway } from './yearGateway.ts';
import type { YearGateway } from './yearGateway.ts';
import type { Story, StoryAction, StorySource } from './yearStory.ts';

/** A file is opened in ten milliseconds, and a year has some fifty starts. */
const FILE_OPENED_EVERY = 10;

const ANN = { firstName: 'Ann', lastName: 'Berg' };

/** Memory where the system has such a folder: what is tested is not the disk. */
const folderForFiles = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

const asRecord = ({ kind, lastFour, expires }: StorySource) => ({ kind, institution: kind === 'card' ? 'Visa' : 'Bank', lastFour, expires, holder: kind === 'card' ? 'Ann Berg' : '' });

function build(company: SignedInCompany, clock: { now: () => number }, written: () => void) {
  const current = (): SignedInCompany => company;
  const publish = (): void => undefined;
  const tell = publish;
  const charges = createChargeService({ clock, publish, tell, onStep: (step) => (step === 'finished' ? written() : undefined) });
  const billingDates = createBillingDateService({ clock, publish, tell, charges });
  const recharges = createRechargeService({ clock, publish, tell, charges });
  const automaticCharging = createAutomaticChargingService({ clock, publish, charges, billingDates, recharges });
  return {
    company,
    accounts: createAccountsService({ current, clock, publish }),
    automaticCharging,
    accept: (input: AcceptInput) => acceptDraft({ clock, publish, charges, billingDates, automaticCharging }, company, input),
    answers: createChargingAnswerService({ current, clock, runNow: () => automaticCharging.beat(company) }),
    minutes: createMinutesService({ current, clock, publish, charges, usageOf: () => { throw new Error('No file is played in a year.'); } }),
    funding: createFundingService({ current, clock, publish }),
    prices: createPricesService({ current, clock, publish }),
    storage: createStorageService({ current, clock, publish }),
  };
}

/** The real services on a real data file, with the story's gateway outside; a process that can be ended and started. */
export class YearApplication {
  now: number;
  private readonly story: Story;
  private readonly folder: string;
  private readonly gateway: YearGateway;
  private readonly wallClock: Intl.DateTimeFormat;
  private readonly files;
  /** The data file as the running process has it, and past that process. */
  private file: DataFile | null = null;
  private connection: DataFile | null = null;
  private services: ReturnType<typeof build> | null = null;
  private starts = 0;
  private commands = 0;

  constructor(story: Story) {
    this.story = story;
    this.now = story.start;
    this.folder = mkdtempSync(join(folderForFiles, 'billing-desk-year-'));
    this.wallClock = new Intl.DateTimeFormat('sv-SE', { timeZone: story.timeZone, dateStyle: 'short', timeStyle: 'medium' });
    this.files = createDataFiles({ migrationsFolder, now: () => this.now });
    this.gateway = createYearGateway(story, () => this.now);
  }

  async begin(): Promise<void> {
    const { story } = this;
    const company = aCompany({ timeZone: story.timeZone, fileId: '6b0c5a52-7d0a-4a83-9a5c-0d3f6a1f0002' });
    const made = await this.files.create(this.path(), company, (file, tx) => {
      for (const item of PRICED_ITEMS) {
        const unitPrice = item === 'crm' || item === 'minute' ? story.prices[item] : '30.00';
        file.prices.insertTx(tx, aPrice({ item, effectiveFrom: '2000-01-01', unitPrice }));
      }
      for (const [index, { name, billingDay, nextBillingDate, licenses, choices, sources }] of story.accounts.entries()) {
        const id = file.accounts.insertTx(tx, anAccount({ name, primary: index === 0, billingDay, nextBillingDate, periodStart: '2026-01-01', autoRecharge: true, ...choices }));
        if (index === 0) file.users.insertTx(tx, aUser());
        file.licenses.saveTx(tx, aLicense({ accountId: id, quantity: licenses, paidThisPeriod: licenses }));
        for (const [position, source] of sources.entries()) file.fundingSources.insertTx(tx, aFundingSource({ accountId: id, position: position + 1, ...asRecord(source) }));
      }
    });
    made.close();
    await this.start();
  }

  /** Does what the story tells. True where the process ended in the middle of it. */
  async act(action: StoryAction): Promise<{ readonly crashed: boolean; readonly outcome: string }> {
    this.now = action.at;
    try {
      return { crashed: false, outcome: await this.doIt(action) };
    } catch (error) {
      if (this.gateway.alive) throw error;
      await this.start();
      return { crashed: true, outcome: '' };
    }
  }

  stopped(): string | null {
    return this.running().answers.state().stopped?.reason ?? null;
  }

  balances(): string[] {
    const found = this.open().minutes.balances();
    return this.story.accounts.map((_, index) => found.get(index + 1) ?? '0');
  }

  /** Each cycle's decision, of which the last one recorded counts. */
  decisions(account: number): Map<number, string> {
    const rows = this.open().recharges.cycles(account + 1, null, 1_000_000);
    const found = new Map<number, string>();
    for (const missed of [true, false]) {
      for (const { cycle, lastCycle, decision } of rows) {
        if ((decision === 'missed') === missed) for (let each = cycle; each <= lastCycle; each += 1) found.set(each, decision);
      }
    }
    return found;
  }

  /** One line a charge, in the order in which they were saved, past the application. */
  charges(): string[] {
    const connection = new Database(this.path(), { readonly: true });
    try {
      const rows = connection
        .prepare<[], { at: number; name: string; kind: string; total: number; last_four: string; state: string; receipt_number: number | null }>(
          `select c.created_at at, a.name, c.kind, c.total, s.last_four, c.state, c.receipt_number
           from charges c join billing_accounts a on a.id = c.account_id join funding_sources s on s.id = c.funding_source_id order by c.rowid`,
        )
        .all();
      return rows.map(({ at, name, kind, total, last_four, state, receipt_number }) =>
        [new Date(at).toISOString(), name, kind, (total / 100).toFixed(2), last_four, state, receipt_number ?? 'no receipt'].join(' '),
      );
    } finally {
      connection.close();
    }
  }

  end(): void {
    this.connection?.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async doIt(action: StoryAction): Promise<string> {
    const { company, accounts, automaticCharging, answers, minutes, funding, prices, storage } = this.running();
    const commandId = `command-${(this.commands += 1)}`;
    switch (action.do) {
      case 'beat':
        await automaticCharging.beat(company);
        return '';
      case 'restart':
        automaticCharging.leave(company);
        await this.start();
        return '';
      case 'answer': {
        const { stopped, total } = answers.state();
        if (stopped !== null && stopped.reason !== 'held') await answers.resume({ reason: stopped.reason, total });
        return stopped?.reason ?? '';
      }
      case 'use': {
        const at = this.wallClock.format(action.usedAt).replace(' ', 'T');
        const rate = action.rate === null ? {} : { rate: action.rate };
        minutes.recordUsage({ commandId, accountId: action.account + 1, at, medium: 'call', quantity: action.quantity, ...rate });
        return '';
      }
      case 'buy':
        return this.buy(action, commandId);
      case 'change':
        return this.change(action, commandId);
      case 'turn':
        return this.turn(action, commandId);
      case 'billingDay':
        return outcomeOf(() => {
          accounts.change({ accountId: action.account + 1, name: this.record(action.account).name, billingDay: action.billingDay });
          return Promise.resolve({ status: 'accepted' });
        });
      case 'replace':
        funding.replace({ commandId, accountId: action.account + 1, ...ANN, fundingSourceId: this.sourceId(action), source: newSource(action.by) });
        return '';
      case 'price':
        prices.add({ item: action.item, effectiveFrom: action.from, unitPrice: action.unitPrice });
        return '';
      case 'storage':
        storage.record({ day: action.day, usedMb: action.usedMb });
        return '';
      case 'crash':
        this.gateway.arm(action.point, action.nth);
        return '';
    }
  }

  private async buy({ account, amount, source }: Extract<StoryAction, { do: 'buy' }>, commandId: string): Promise<string> {
    const wish = { commandId, accountId: account + 1, amount, ...this.choices(account), fundingSourceId: this.sourceId({ account, source }), ...ANN };
    return outcomeOf(() => this.running().minutes.purchase(wish));
  }

  private async turn({ account, on }: Extract<StoryAction, { do: 'turn' }>, commandId: string): Promise<string> {
    const { choices, revision } = this.choices(account);
    const wish = { commandId, accountId: account + 1, amount: null, choices: { ...choices, autoRecharge: on }, revision, ...ANN };
    return outcomeOf(() => this.running().minutes.purchase(wish));
  }

  private choices(account: number) {
    const { revision, autoRecharge, reserveDays, rechargeDays, leastReserve, leastRecharge, divideByAge } = this.record(account);
    return { revision, choices: { autoRecharge, reserveDays, rechargeDays, leastReserve, leastRecharge, divideByAge } };
  }

  private change({ account, licenses, source }: Extract<StoryAction, { do: 'change' }>, commandId: string): Promise<string> {
    const { id, revision } = this.record(account);
    const draft = { quantities: { crm: licenses }, assignments: [], products: [] };
    return outcomeOf(() => this.running().accept({ commandId, accountId: id, revision, draft, fundingSourceId: this.sourceId({ account, source }), ...ANN }));
  }

  private record(account: number): AccountRecord {
    const record = this.open().accounts.byId(account + 1);
    if (record === null) throw new Error('There is no such account.');
    return record;
  }

  private sourceId({ account, source }: { readonly account: number; readonly source: number }): number {
    return this.open().fundingSources.byAccount(account + 1)[source]?.id ?? 0;
  }

  private async start(): Promise<void> {
    this.gateway.alive = true;
    // What a process keeps in memory is gone each time; now and then the file is closed and opened as well.
    if (this.starts % FILE_OPENED_EVERY === 0) {
      this.connection?.close();
      this.connection = await this.files.open(this.path());
    }
    this.starts += 1;
    const { connection, gateway } = this;
    if (connection === null) throw new Error('The file is not open.');
    const write: DataFile['write'] = (work) => {
      if (!gateway.alive) throw new Error('The process has ended.');
      return connection.write(work);
    };
    // Not spread: the file makes its parts when they are asked for. What Object.create makes has the type of its prototype.
    const file = Object.create(connection, { write: { value: write } }) as DataFile;
    const operator = file.users.byId(1);
    if (operator === null) throw new Error('The operator is not there.');
    this.file = file;
    const company = { file, gateway, operator, capabilities: new Set(CAPABILITIES) };
    this.services = build(company, { now: () => this.now }, () => gateway.written());
  }

  private open(): DataFile {
    if (this.file === null) throw new Error('The application was not begun.');
    return this.file;
  }

  private running(): ReturnType<typeof build> {
    if (this.services === null) throw new Error('The application was not begun.');
    return this.services;
  }

  private path(): string {
    return join(this.folder, 'year.billing');
  }
}

function newSource({ kind, lastFour, expires }: StorySource) {
  return kind === 'card' ? { kind, institution: 'Visa', lastFour, expires: expires ?? '2045-12', holder: 'Ann Berg' } : { kind, institution: 'Bank', lastFour };
}

/** What came of a wish: how its payment went, or why it was refused. */
async function outcomeOf(wish: () => Promise<{ readonly status: string }>): Promise<string> {
  try {
    return (await wish()).status;
  } catch (error) {
    if (error instanceof Refusal) return error.failure.code;
    throw error;
  }
}
