import { onMounted, onScopeDispose } from 'vue';

/** As long as a window may take to open. What nobody took by then was for one that never did, and is nothing for a later one. */
const KEPT_MS = 60_000;

/** Leaves a request for another window, open or about to be: what is wanted, under a key that the other one knows. */
export function leaveRequest(key: string, wanted: string): void {
  // The moment makes each request a change, which is what the other window hears of.
  localStorage.setItem(key, `${Date.now()} ${wanted}`);
}

/** Takes the requests that other windows leave under a key, once this one is mounted and whenever there is one more; each once. */
export function useRequests(key: string, take: (wanted: string) => void): void {
  const look = (): void => {
    const left = localStorage.getItem(key);
    localStorage.removeItem(key);
    if (left === null) return;
    const wanted = left.slice(left.indexOf(' ') + 1);
    if (wanted !== '' && Date.now() - Number.parseInt(left, 10) < KEPT_MS) take(wanted);
  };
  const heard = (event: StorageEvent): void => {
    if (event.key === key && event.newValue !== null) look();
  };
  onMounted(look);
  window.addEventListener('storage', heard);
  onScopeDispose(() => {
    window.removeEventListener('storage', heard);
  });
}
