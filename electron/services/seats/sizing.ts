import type { z } from 'zod';
import type { seatContracts } from '../../../shared/contracts/seats.ts';
import { engset, erlangB } from '../../domain/erlang.ts';
import { Decimal } from '../../domain/money.ts';
import { portsExplanation } from '../../domain/portsExplanation.ts';
import { counted } from '../attention/words.ts';

type Contract = (typeof seatContracts)['seats.sizing'];

/** Ports for a traffic, by Erlang B (many callers) or Engset (few agents), with the answer in words (SPEC section 5). */
export function sizePorts({ traffic: input }: z.output<Contract['input']>): z.output<Contract['output']> {
  const sizing = input.model === 'erlangB' ? erlangB(input.erlangs, input.blocking) : engset(input.perIdleSource, input.sources, input.blocking);
  const { ports, blocking } = sizing;
  const share = `${percent(blocking)} of the time all are in use`;
  const sentence =
    input.model === 'engset' && ports === input.sources
      ? `${counted(ports, 'port')}: one for each agent, so that nobody is ever blocked.`
      : `${counted(ports, 'port')}: ${share}, which is at most the ${percent(input.blocking)} allowed.`;
  return { ports, blocking, sentence, explanation: portsExplanation(sizing, input) };
}

function percent(share: string): string {
  return `${new Decimal(share).times(100).toFixed()} %`;
}
