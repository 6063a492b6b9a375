import type { z } from 'zod';
import type { dataContracts } from '../../../shared/contracts/data.ts';
import { counted } from '../attention/words.ts';
import type { ChargeService } from '../charges/chargeService.ts';
import type { CompanyService } from '../company/companyService.ts';
import type { CurrentCompany, SignedInCompany } from '../ports/company.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { Clock, Publish } from '../ports/outside.ts';
import { refuse } from '../refusals.ts';
import { compareWithGateway, differenceLines } from './differences.ts';
import { rebuildFromGateway } from './rebuild.ts';

type Contracts = typeof dataContracts;
type Look = z.output<Contracts['data.differences']['output']>;
type TurnOn = z.output<Contracts['data.turnOn']['input']>;
type TurnedOn = z.output<Contracts['data.turnOn']['output']>;

export interface LookServiceNeeds {
  readonly current: CurrentCompany;
  readonly clock: Clock;
  readonly publish: Publish;
  readonly charges: Pick<ChargeService, 'settle'>;
  readonly company: Pick<CompanyService, 'letCharge'>;
  /** Runs the charge cycle now, and resolves when it has run. */
  readonly runNow: () => Promise<void>;
}

export interface LookService {
  readonly differences: () => Promise<Look>;
  readonly turnOn: (input: TurnOn) => Promise<TurnedOn>;
}

/** No longer list is read by anybody; the rest is counted. */
const SHOWN = 200;

/** A file that was restored or copied: what differs from the gateway's record, and automatic charging turned on again (SPEC section 8). */
export function createLookService({ current, clock, publish, charges, company, runNow }: LookServiceNeeds): LookService {
  const turnOn = async ({ seen }: TurnOn): Promise<TurnedOn> => {
    const open = current();
    const { held, count } = await look(open);
    if (held === null) throw refuse('NOTHING_TO_ACCEPT', '', 'Automatic charging is on already.');
    if (seen !== count) throw refuse('CHANGED_SINCE_OPENED', '/seen', `The differences changed since they were listed; there are ${count} now. Nothing was changed.`, { count });
    const { file, operator } = open;
    const now = clock.now();
    let rebuilt: number;
    try {
      rebuilt = await rebuildFromGateway(open, { charges, operator, now });
    } finally {
      publish(['app', 'accounts', 'receipts', 'activity', 'data']);
    }
    file.write((tx) => {
      file.activity.appendTx(tx, {
        at: now,
        operatorId: operator.id,
        who: `${operator.firstName} ${operator.lastName}`,
        what: 'Turned automatic charging on after looking at what differs from the gateway',
        accountId: null,
        changes: [
          { label: 'Automatic charging', before: `off: ${HELD_IN_WORDS[held]}`, after: 'on' },
          { label: 'Differences', before: String(count), after: `${counted(rebuilt, 'receipt')} rebuilt` },
        ],
      });
    });
    company.letCharge();
    publish(['app', 'accounts', 'activity', 'data']);
    await runNow();
    return { rebuilt };
  };
  let underWay: { readonly file: DataFile; readonly ended: Promise<TurnedOn> } | null = null;

  return {
    differences: () => look(current()),
    // Asked twice at once it is done once, and both are answered.
    turnOn: (input) => {
      const { file } = current();
      if (underWay?.file === file) return underWay.ended;
      const ended = turnOn(input).finally(() => {
        if (underWay?.file === file) underWay = null;
      });
      underWay = { file, ended };
      return ended;
    },
  };
}

const HELD_IN_WORDS = {
  elsewhere: 'the file was not used here before',
  otherCopy: 'the file is another copy than the one used here last',
  behindGateway: 'the gateway has payments that the file lacks',
} as const;

async function look(open: SignedInCompany): Promise<Look> {
  const held = open.held ?? null;
  if (held === null) return { held, count: 0, missingReceipts: 0, lines: [] };
  const names = new Map(open.file.accounts.all().map(({ id, name }) => [id, name]));
  const differences = await compareWithGateway(open);
  const lines = differenceLines(differences);
  return {
    held,
    count: lines.length,
    missingReceipts: differences.receipts.length,
    lines: lines.slice(0, SHOWN).map(({ accountId, accountName, at, ...line }) => ({ ...line, at: new Date(at).toISOString(), accountName: accountId === null ? null : (names.get(accountId) ?? accountName) })),
  };
}
