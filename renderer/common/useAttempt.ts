import { ref, shallowRef } from 'vue';
import { toBillingError } from './billingError.ts';
import type { BillingError } from './billingError.ts';

/** A call that a button makes: once at a time, with why it was refused the last time. */
export function useAttempt() {
  const busy = ref(false);
  const failure = shallowRef<BillingError | null>(null);
  async function attempt(work: () => Promise<void>): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    failure.value = null;
    try {
      await work();
    } catch (thrown) {
      failure.value = toBillingError(thrown);
    } finally {
      busy.value = false;
    }
  }
  return { busy, failure, attempt };
}

/** A command id for each wish: the same for the same input, so that a second press after a lost answer does nothing twice. */
export function useCommandId(): (input: unknown) => string {
  let wish = { input: '', commandId: '' };
  return (input) => {
    const text = JSON.stringify(input);
    if (wish.input !== text) wish = { input: text, commandId: crypto.randomUUID() };
    return wish.commandId;
  };
}
