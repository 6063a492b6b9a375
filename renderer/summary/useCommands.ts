import { computed, nextTick, ref } from 'vue';
import { useRouter } from 'vue-router';
import { useClient } from '../common/client.ts';
import { commandEntries } from '../common/palette/commandEntries.ts';
import type { PaletteEntry, PaletteTarget } from '../common/palette/palette.ts';
import { useAccounts } from '../common/queries.ts';
import { useSessionActions } from '../common/session/sessionActions.ts';
import { useSession } from '../common/session/useSession.ts';
import { isMac } from '../common/shortcuts/isMac.ts';
import { useTheme } from '../common/theme/themeChoice.ts';
import { useFileActions } from './fileActions.ts';
import { useOpenBillingManager } from './openBillingManager.ts';
import { useScenarios } from './parts/scenarios/scenarios.ts';
import { usePages } from './usePages.ts';

/** What the Summary window does on a command, whoever gives it: the menu, a key, or the palette with its entries. */
export function useCommands(showSheet: () => void) {
  const router = useRouter();
  const theme = useTheme();
  const files = useFileActions();
  const scenarios = useScenarios();
  const session = useSessionActions();
  const { reasonAgainst, operator } = useSession();
  const { host } = useClient();
  const { pages } = usePages();
  const manager = useOpenBillingManager();
  const paletteOpen = ref(false);
  const { data: accounts } = useAccounts(() => operator.value !== null);

  const commands: Readonly<Record<string, () => unknown>> = {
    palette: () => (paletteOpen.value = true),
    openFile: () => files.openFile(),
    openForReview: () => files.openForReview(),
    exportReviewCopy: () => files.exportReviewCopy(),
    newCompany: () => files.newCompany(),
    openDemonstration: () => files.openDemonstration(),
    closeFile: () => files.closeFile(),
    lock: () => session.lock(),
    themeLight: () => theme.choose('light'),
    themeDark: () => theme.choose('dark'),
    themeSystem: () => theme.choose('system'),
    shortcuts: showSheet,
    // The page takes what is offered when it comes up.
    openScenario: () => (router.currentRoute.value.name === 'scenarios' ? scenarios.takeOffered() : router.push({ name: 'scenarios' })),
    filterPurchases: async () => {
      await router.push({ name: 'billing' });
      await nextTick();
      document.getElementById('filter-text')?.focus();
    },
    newUser: () => router.push({ name: 'users', query: { do: 'new' } }),
    importUsers: () => router.push({ name: 'users', query: { do: 'import' } }),
    newGroup: () => router.push({ name: 'groups', query: { do: 'new' } }),
    addPrice: () => router.push({ name: 'prices', query: { do: 'new' } }),
    importSessions: () => router.push({ name: 'seats', query: { do: 'import' } }),
  };

  const entries = computed((): PaletteEntry[] => {
    const made = commandEntries('summary', reasonAgainst, { mac: isMac(), host });
    return [
      ...pages.value.map(({ name, title, words = '' }, index): PaletteEntry => ({
        key: `page:${name}`,
        group: 'Pages',
        label: title,
        hint: '',
        words,
        keys: index < 9 ? String(index + 1) : null,
        reason: null,
        target: { to: 'page', name },
      })),
      // Minutes are bought on an account.
      ...made.flatMap((entry) => (entry.key === 'command:purchaseMinutes' ? perAccount(entry) : entry)),
    ];
  });

  function perAccount(entry: PaletteEntry): PaletteEntry[] {
    return (accounts.value?.accounts ?? []).map(({ id, name }) => ({ ...entry, key: `${entry.key}:${id}`, hint: name, target: { to: 'account', id, section: 'minutes' } }));
  }

  async function follow(target: PaletteTarget): Promise<void> {
    // The palette is gone by then, and what comes up keeps the focus.
    await nextTick();
    switch (target.to) {
      case 'command':
        void commands[target.id]?.();
        return;
      case 'page':
        void router.push({ name: target.name });
        return;
      case 'account':
        void manager.open(target.id, target.section);
        return;
      case 'user':
        void router.push({ name: 'users', query: { text: target.email } });
        return;
      case 'receipt':
        void router.push({ name: 'receipt', params: { number: target.number } });
        return;
    }
  }

  return { commands, entries, paletteOpen, follow };
}
