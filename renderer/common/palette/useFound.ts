import { onScopeDispose, ref, watch } from 'vue';
import type { Ref } from 'vue';
import { RECEIPT_KIND_NAMES } from '../../../shared/values/receiptKinds.ts';
import { toBillingError } from '../billingError.ts';
import { useClient } from '../client.ts';
import type { Output } from '../../../shared/contracts/index.ts';
import { formatDay } from '../format/dates.ts';
import { formatMoney } from '../format/money.ts';
import { formatReceiptNumber } from '../format/numbers.ts';
import type { PaletteEntry } from './palette.ts';

/** What is typed waits a moment, so that each letter does not ask the data file. */
const TYPING_MS = 120;

/** Users, accounts and receipts that have the text; those of the text before stay until the next ones are there. */
export function useFound(text: Ref<string>) {
  const client = useClient();
  const found = ref<readonly PaletteEntry[]>([]);
  const note = ref('');
  const looking = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;

  watch(text, (next) => {
    clearTimeout(timer);
    asked += 1;
    const mine = asked;
    const wanted = next.trim();
    looking.value = wanted !== '';
    if (wanted === '') {
      found.value = [];
      note.value = '';
      return;
    }
    timer = setTimeout(() => {
      client
        .call('search.find', { text: wanted.slice(0, 100) })
        .then((answer) => {
          if (mine !== asked) return;
          found.value = entriesOf(answer);
          note.value = answer.receiptsBackTo === null ? '' : `Receipts were looked through back to ${formatDay(answer.receiptsBackTo)}; Billing Information searches on.`;
        })
        .catch((thrown: unknown) => {
          if (mine !== asked) return;
          found.value = [];
          note.value = `The search failed. ${toBillingError(thrown).message}`;
        })
        .finally(() => {
          if (mine === asked) looking.value = false;
        });
    }, TYPING_MS);
  });
  onScopeDispose(() => {
    clearTimeout(timer);
    asked += 1;
  });
  return { found, note, looking };
}

function entriesOf({ users, accounts, receipts }: Output<'search.find'>): PaletteEntry[] {
  const open = { keys: null, reason: null } as const;
  return [
    ...accounts.map(({ id, name }): PaletteEntry => ({ ...open, key: `account:${id}`, group: 'Billing accounts', label: name, hint: 'Billing Manager', target: { to: 'account', id } })),
    ...users.map(({ id, name, email, active, accountName }): PaletteEntry => ({ ...open, key: `user:${id}`, group: 'Users', label: name, hint: `${email}, ${accountName}${active ? '' : ', inactive'}`, target: { to: 'user', email } })),
    ...receipts.map(({ number, date, accountName, kind, total }): PaletteEntry => ({
      ...open,
      key: `receipt:${number}`,
      group: 'Receipts',
      label: `Receipt ${formatReceiptNumber(number)}`,
      hint: `${formatDay(date)}, ${accountName}, ${RECEIPT_KIND_NAMES[kind]}, ${formatMoney(total)}`,
      target: { to: 'receipt', number },
    })),
  ];
}
