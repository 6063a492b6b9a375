import { defineStore } from 'pinia';
import { ref } from 'vue';
import { useClient } from '../client.ts';

/** Locking, signing out, changing the own password: for the account menu, the shortcut and the desktop's menu. */
export const useSessionActions = defineStore('sessionActions', () => {
  const client = useClient();
  /** True once someone signed out here: what this window showed is then not kept for them. */
  const leaving = ref(false);
  const changingPassword = ref(false);

  async function end(leave: boolean): Promise<void> {
    leaving.value = leave;
    // Refused by nothing: where nobody is signed in there is nothing to end.
    await client.call('session.lock', {});
  }

  return { leaving, changingPassword, lock: () => end(false), signOut: () => end(true) };
});
