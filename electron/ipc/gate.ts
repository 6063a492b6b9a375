import { randomBytes } from 'node:crypto';
import type { Contracts, Output, ParsedInput, RouteName } from '../../shared/contracts/index.ts';
import type { Route } from '../../shared/contracts/route.ts';
import { Refusal } from '../../shared/errors.ts';
import type { Envelope, Failure } from '../../shared/errors.ts';
import { badInput, illFormedText } from './badInput.ts';

/** One line of work for each route there is: a missing one does not compile. */
export type Handlers = { readonly [R in RouteName]: (input: ParsedInput<R>) => Output<R> | Promise<Output<R>> };

export type Gate = (route: string, input: unknown) => Promise<Envelope<unknown>>;

/** What the gate needs of a log: the stack of what nobody foresaw goes there, and nowhere else. */
export interface GateLog {
  error(message: string, details?: unknown): void;
}

/** Why this call may not be made now by the one who calls, or null (SPEC section 15). */
export type Authorize = (route: Pick<Route, 'needs' | 'writes'>) => Failure | null;

type AnyHandler = (input: unknown) => unknown;

function refuse(error: Failure): Envelope<never> {
  return { ok: false, error };
}

/**
 * The one way in: knows a route by its own key, parses the input once with the contract's schema, runs the handler,
 * and answers with an envelope. Never rejects: a Refusal becomes its failure; anything unforeseen becomes INTERNAL
 * with a reference under which its stack stands in the log.
 */
export function createGate<R extends RouteName>(
  contracts: Pick<Contracts, R>,
  handlers: { readonly [Name in R]: (input: ParsedInput<Name>) => unknown },
  log: GateLog,
  authorize: Authorize,
): Gate {
  const routes = new Map<string, Route>(Object.entries(contracts));
  // The table is complete and typed route by route; looked up by a name from outside, that tie is lost to the compiler.
  const runs = new Map(Object.entries(handlers) as [string, AnyHandler][]);

  return async (route, input) => {
    const contract = routes.get(route);
    const handler = runs.get(route);
    if (contract === undefined || handler === undefined) {
      return refuse({ code: 'BAD_INPUT', path: '', message: 'There is no such call.' });
    }
    try {
      // Before the input is looked at: who may not call learns nothing from it.
      const denied = authorize(contract);
      if (denied !== null) return refuse(denied);
      // No text of such can be written as it is, so that it would not be what its hash says.
      const half = illFormedText(input, '');
      if (half !== null) return refuse({ code: 'BAD_INPUT', path: half, message: 'This text has half a character in it. Type it again.' });
      const parsed = contract.input.safeParse(input);
      if (!parsed.success) return refuse(badInput(input, parsed.error.issues));
      return { ok: true, value: await handler(parsed.data) };
    } catch (error) {
      if (error instanceof Refusal) return refuse(error.failure);
      const reference = randomBytes(4).toString('hex');
      log.error(`${route} failed, reference ${reference}`, error);
      return refuse({
        code: 'INTERNAL',
        path: '',
        message: `Something unexpected happened. The log file tells more under reference ${reference}.`,
      });
    }
  };
}
