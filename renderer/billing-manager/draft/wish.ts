import type { Input } from '../../../shared/contracts/index.ts';

type AcceptInput = Input<'billingManager.accept'>;

/** What one asks for with Accept, without the id that makes it count once. */
export type Wanted = Omit<AcceptInput, 'commandId'>;

export interface Wish {
  readonly input: AcceptInput;
  readonly asked: string;
}

/** What is wanted, apart from the revision: that one may move on because the very wish went through unheard. */
function textOf({ revision: _revision, ...wanted }: Wanted): string {
  return JSON.stringify(wanted);
}

/**
 * The call to make for what is wanted. While an earlier wish for the same is without an answer, it is that very call
 * again, id and all, so that it can never count twice; otherwise a new one.
 */
export function wishFor(wanted: Wanted, unanswered: Wish | null, newId: () => string): Wish {
  const asked = textOf(wanted);
  if (unanswered?.asked === asked) return unanswered;
  return { input: { commandId: newId(), ...wanted }, asked };
}
