import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { contracts } from '../../shared/contracts/index.ts';
import { createDataFiles } from '../db/dataFiles.ts';
import { removeAbandonedFolders } from '../db/privateFolder.ts';
import { createLocalGateways } from '../gateway/localGateways.ts';
import type { GatewayStep } from '../gateway/localGateway.ts';
import { createDownloads } from '../ipc/downloads.ts';
import { createGate } from '../ipc/gate.ts';
import { createHandlers } from '../ipc/handlers/index.ts';
import { createPublisher } from '../ipc/publish.ts';
import { createAccountsService } from '../services/accounts/accountsService.ts';
import { createAppService } from '../services/appService.ts';
import { createBillingManagerService } from '../services/billingManager/billingManagerService.ts';
import { createBillingDateService } from '../services/charges/billingDateService.ts';
import { createAutomaticChargingService } from '../services/charges/automaticCharging.ts';
import { createChargeService } from '../services/charges/chargeService.ts';
import type { ChargeStep } from '../services/charges/chargeService.ts';
import { createChargingAnswerService } from '../services/charges/chargingAnswer.ts';
import { createAutomaticBackups } from '../services/data/automaticBackups.ts';
import { createDataService } from '../services/data/dataService.ts';
import { createDataWork } from '../services/data/dataWork.ts';
import { createLookService } from '../services/place/lookService.ts';
import { createCompanyService } from '../services/company/companyService.ts';
import { createExplainService } from '../services/explain/explainService.ts';
import { createFundingService } from '../services/funding/fundingService.ts';
import type { Clock } from '../services/ports/outside.ts';
import { createGroupsService } from '../services/groups/groupsService.ts';
import { createImportService } from '../services/imports/importService.ts';
import { importKinds } from '../services/imports/kinds.ts';
import { createMinutesService } from '../services/minutes/minutesService.ts';
import { createNewDay } from '../services/newDay.ts';
import { createRechargeService } from '../services/minutes/rechargeCycles.ts';
import { createPlaceService } from '../services/place/place.ts';
import { tellReceiptsSoon } from '../services/place/tellReceipts.ts';
import { createPricesService } from '../services/prices/pricesService.ts';
import { createReceiptsService } from '../services/receipts/receiptsService.ts';
import { createReviewCopyService } from '../services/review/reviewCopyService.ts';
import { createScenariosService } from '../services/scenarios/scenariosService.ts';
import { createSearchService } from '../services/search/searchService.ts';
import { createSeatsService } from '../services/seats/seatsService.ts';
import { createPasswords, PASSWORD_COST } from '../services/session/passwords.ts';
import { createSessionService } from '../services/session/sessionService.ts';
import { createStorageService } from '../services/storage/storageService.ts';
import { createSummaryService } from '../services/summary/summaryService.ts';
import { createTimeMachineService } from '../services/timeMachine/timeMachineService.ts';
import { createUsersService } from '../services/users/usersService.ts';
import { Refusal } from '../../shared/errors.ts';
import type { Application } from './application.ts';
import { startChargeCycleTimer } from './chargeCycleTimer.ts';
import { runInThread } from './fileThread.ts';
import type { FileRunner } from './fileThread.ts';
import { newFilePath } from './newFilePath.ts';
import { createNoticeBoard } from './noticeBoard.ts';
import type { HostServices, Log } from './hostServices.ts';
import { createPlaces } from './places.ts';
import { createRecentFiles } from './recentFiles.ts';
import { createReviewCopyMaker } from './reviewCopyMaker.ts';
import { createOfferedScenarios } from './offeredScenarios.ts';
import { createSeatPlayer } from './seatPlayer.ts';
import { createWholeFiles } from './wholeFiles.ts';
import { openSettings } from './settings.ts';
import { travellingClock } from './travellingClock.ts';
import { wholePath } from './wholePath.ts';

const IDLE_LOOK_MS = 1_000;
/** The windows come first: a copy of a large file would take the disk from them. */
const FIRST_BACKUP_MS = 5_000;

export interface ApplicationOptions {
  readonly paths: { readonly dataFolder: string; readonly settingsFile: string; readonly migrationsFolder: string };
  readonly host: HostServices;
  readonly clock: Clock;
  readonly log: Log;
  readonly version: string;
  /** For tests that stop the process in the middle of a charge. */
  readonly onChargeStep?: (step: ChargeStep | GatewayStep) => void;
  /** For tests that sign in often; people's passwords are kept at the default. */
  readonly passwordCost?: number;
  /** False: nothing is backed up by itself; for tests. */
  readonly automaticBackups?: boolean;
  /** What works on whole files; a thread each, unless a test says otherwise. */
  readonly fileRunner?: FileRunner;
}

/** The one place that constructs the application's parts and connects them; both hosts and the tests start here. */
export function createApplication({ paths, host, clock: machineClock, log, version, onChargeStep, passwordCost = PASSWORD_COST, automaticBackups = true, fileRunner = runInThread }: ApplicationOptions): Application {
  const clock = travellingClock(machineClock);
  const typedPath = (typed: string): string => wholePath(paths.dataFolder, typed);
  const publisher = createPublisher(log);
  const publish = publisher.changed;
  const settings = openSettings(paths.settingsFile, (error) => log.error('The settings could not be written', error));
  const recentFiles = createRecentFiles(settings);
  const steps = onChargeStep === undefined ? {} : { onStep: onChargeStep };
  const passwords = createPasswords(passwordCost);
  const notices = createNoticeBoard();
  const { tell } = notices;
  const charges = createChargeService({ clock, publish, tell, ...steps });
  const billingDates = createBillingDateService({ clock, publish, tell, charges });
  const recharges = createRechargeService({ clock, publish, tell, charges });
  const automaticCharging = createAutomaticChargingService({ clock, publish, charges, billingDates, recharges });
  const newDay = createNewDay({ clock, publish });
  const timer = startChargeCycleTimer(
    async () => {
      const opened = company.opened();
      if (opened === null) return;
      newDay.look(opened);
      // Nothing is charged, settled or noted in a file that is only looked at.
      if (opened.file.review !== null) return;
      if (automaticBackups) automatic.beat(opened);
      await automaticCharging.beat(opened).finally(() => notices.hand(session.operator() !== null));
    },
    (error) => log.error('A charge cycle failed', error),
  );

  // Often enough that the cover comes when its time has, not with the next beat.
  const idleWatch = setInterval(() => session.lockIfIdle(), IDLE_LOOK_MS);
  idleWatch.unref();

  const session = createSessionService({ clock, passwords, publish, company: () => company.opened() });
  const dataFiles = createDataFiles({ migrationsFolder: paths.migrationsFolder, now: () => machineClock.now() });
  const files = createWholeFiles({ latestVersion: dataFiles.latestVersion, now: () => machineClock.now(), run: fileRunner });
  const work = createDataWork(publish);
  const automatic = createAutomaticBackups({ files, clock: machineClock, publish, onError: (error) => log.error('An automatic backup failed', error), firstAfter: FIRST_BACKUP_MS });
  const company = createCompanyService({
    session: () => session,
    dataFiles,
    gateways: createLocalGateways({ recordFile: join(paths.dataFolder, 'local-gateway.jsonl'), clock, ...steps }),
    recentFiles,
    place: createPlaceService({ places: createPlaces(settings, paths.settingsFile), clock, onError: (error) => log.error('This place could not be entered in the data file', error) }),
    clock,
    passwords,
    publish,
    demonstrationPath: join(paths.dataFolder, 'demonstration.billing'),
    pathFor: (companyName) => newFilePath(paths.dataFolder, companyName),
    wholePath: typedPath,
    fileExists: existsSync,
    beforeClose: async () => {
      await reviewCopies.stop();
      await timeMachine.stop();
      await work.stop();
      await automatic.stop();
      await timer.idle();
      const opened = company.opened();
      if (opened === null || opened.file.review !== null) return;
      // What takes its place may be restored, and lack them.
      await tellReceiptsSoon(opened);
      automaticCharging.leave(opened);
    },
    afterOpen: () => timer.beat(),
  });
  const runNow = async (): Promise<void> => {
    // A run under way may have looked before what this one is about.
    await timer.idle();
    await timer.beat();
  };
  const timeMachine = createTimeMachineService({ current: session.current, clock, publish, holdPublish: publisher.hold, company, runNow });
  const receipts = createReceiptsService({ current: session.current, output: host });
  const seats = createSeatsService({ current: session.current, clock, publish, player: createSeatPlayer(), output: host });
  publisher.listen((event) => {
    if (event.type === 'changed') seats.changed(event.change.topics);
  });
  const reviewCopies = createReviewCopyService({
    current: session.current,
    clock,
    maker: createReviewCopyMaker(),
    wholePath: typedPath,
    sizeOf: (path) => statSync(path).size,
    failed: (error) => log.error('A review copy failed', error),
  });
  const offered = createOfferedScenarios();
  const imports = createImportService({ current: session.current, clock, publish, kinds: importKinds });
  const gate = createGate(
    contracts,
    createHandlers({
      app: createAppService({ version, host, dataFolder: paths.dataFolder, company, recentFiles }),
      company,
      session,
      accounts: createAccountsService({ current: session.current, clock, publish }),
      groups: createGroupsService({ current: session.current, clock, publish }),
      imports,
      users: createUsersService({ current: session.current, clock, publish }),
      summary: createSummaryService({ current: session.current, clock, backupFailed: automatic.failed }),
      receipts,
      seats,
      scenarios: createScenariosService({ current: session.current, clock, output: host, downloads: host.kind === 'browser', files: offered }),
      prices: createPricesService({ current: session.current, clock, publish }),
      storage: createStorageService({ current: session.current, clock, publish }),
      minutes: createMinutesService({ current: session.current, clock, publish, charges, usageOf: imports.usageOf }),
      billingManager: createBillingManagerService({ current: session.current, clock, publish, tell, charges, billingDates, automaticCharging }),
      reviewCopies,
      explain: createExplainService({ current: session.current, clock }),
      funding: createFundingService({ current: session.current, clock, publish }),
      charging: createChargingAnswerService({ current: session.current, clock, runNow }),
      look: createLookService({ current: session.current, clock, publish, charges, company, runNow }),
      data: createDataService({
        current: session.current,
        signedIn: () => session.operator() !== null,
        clock,
        publish,
        files,
        work,
        automatic,
        company,
        putBack: (file, copy, keepAs) => dataFiles.putBack(file, copy, { alreadyRead: true, keepAs }),
        wholePath: typedPath,
        onError: (error) => log.error('The data file could not be verified', error),
      }),
      timeMachine,
      search: createSearchService({ current: session.current }),
    }),
    log,
    session.authorize,
  );

  const download = createDownloads(
    contracts,
    {
      'receipts.saveCsv': (input) => ({ ...receipts.csv(input), contentType: 'text/csv; charset=utf-8' }),
      'seats.saveLockoutsCsv': (input) => ({ ...seats.csv(input), contentType: 'text/csv; charset=utf-8' }),
    },
    log,
    session.authorize,
  );

  return {
    invoke: gate,
    download,
    onEvent: publisher.listen,
    onNotices: notices.listen,
    start: async ({ demo, dataFile, review = false }) => {
      removeAbandonedFolders();
      try {
        if (dataFile !== null) await (review ? company.openForReview(dataFile) : company.open(dataFile));
        else if (demo) await company.openDemonstration();
        return null;
      } catch (error) {
        if (error instanceof Refusal) return error.failure;
        log.error('The start failed', error);
        return { code: 'INTERNAL', path: '', message: 'The data file could not be opened. The log file tells more.' };
      }
    },
    wake: () => timer.beat(),
    offerScenario: offered.offer,
    close: async () => {
      clearInterval(idleWatch);
      await timer.stop();
      seats.stop();
      await company.close();
    },
  };
}
