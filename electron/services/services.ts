import type { AppService } from './appService.ts';
import type { BillingManagerService } from './billingManager/billingManagerService.ts';
import type { ChargingAnswerService } from './charges/chargingAnswer.ts';
import type { CompanyService } from './company/companyService.ts';
import type { DataService } from './data/dataService.ts';
import type { ExplainService } from './explain/explainService.ts';
import type { GroupsService } from './groups/groupsService.ts';
import type { ImportService } from './imports/importService.ts';
import type { MinutesService } from './minutes/minutesService.ts';
import type { LookService } from './place/lookService.ts';
import type { PricesService } from './prices/pricesService.ts';
import type { ReceiptsService } from './receipts/receiptsService.ts';
import type { FundingService } from './funding/fundingService.ts';
import type { ReviewCopyService } from './review/reviewCopyService.ts';
import type { ScenariosService } from './scenarios/scenariosService.ts';
import type { SearchService } from './search/searchService.ts';
import type { SeatsService } from './seats/seatsService.ts';
import type { SessionService } from './session/sessionService.ts';
import type { StorageService } from './storage/storageService.ts';
import type { SummaryService } from './summary/summaryService.ts';
import type { TimeMachineService } from './timeMachine/timeMachineService.ts';
import type { UsersService } from './users/usersService.ts';

/** What the handlers call. */
export interface Services {
  readonly app: AppService;
  readonly company: CompanyService;
  readonly session: SessionService;
  readonly groups: GroupsService;
  readonly summary: SummaryService;
  readonly imports: ImportService;
  readonly users: UsersService;
  readonly receipts: ReceiptsService;
  readonly prices: PricesService;
  readonly storage: StorageService;
  readonly minutes: MinutesService;
  readonly billingManager: BillingManagerService;
  readonly seats: SeatsService;
  readonly scenarios: ScenariosService;
  readonly explain: ExplainService;
  readonly funding: FundingService;
  readonly charging: ChargingAnswerService;
  readonly reviewCopies: ReviewCopyService;
  readonly timeMachine: TimeMachineService;
  readonly data: DataService;
  readonly look: LookService;
  readonly search: SearchService;
}
