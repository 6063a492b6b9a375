import type { z } from 'zod';
import { accountContracts } from './accounts.ts';
import { appContracts } from './app.ts';
import { billingManagerContracts } from './billingManager.ts';
import { chargingContracts } from './charging.ts';
import { dataContracts } from './data.ts';
import { explainContracts } from './explain.ts';
import { fundingContracts } from './funding.ts';
import { groupContracts } from './groups.ts';
import { importContracts } from './imports.ts';
import { minutesContracts } from './minutes.ts';
import { minutesReplayContracts } from './minutesReplay.ts';
import { pricesContracts } from './prices.ts';
import { receiptsContracts } from './receipts.ts';
import { reviewContracts } from './review.ts';
import { scenarioContracts } from './scenarios.ts';
import { searchContracts } from './search.ts';
import { seatContracts } from './seats.ts';
import { sessionContracts } from './session.ts';
import { storageContracts } from './storage.ts';
import { summaryContracts } from './summary.ts';
import { timeMachineContracts } from './timeMachine.ts';
import { userContracts } from './users.ts';

/** Every call there is. The handler table must name each one to compile, and the gate parses each input once. */
export const contracts = { ...appContracts, ...sessionContracts, ...groupContracts, ...summaryContracts, ...accountContracts, ...billingManagerContracts, ...seatContracts, ...fundingContracts, ...chargingContracts, ...dataContracts, ...importContracts, ...userContracts, ...receiptsContracts, ...pricesContracts, ...storageContracts, ...minutesContracts, ...minutesReplayContracts, ...reviewContracts, ...timeMachineContracts, ...scenarioContracts, ...searchContracts, ...explainContracts };

export type Contracts = typeof contracts;
export type RouteName = keyof Contracts;
export type Input<R extends RouteName> = z.input<Contracts[R]['input']>;
export type ParsedInput<R extends RouteName> = z.output<Contracts[R]['input']>;
export type Output<R extends RouteName> = z.output<Contracts[R]['output']>;
