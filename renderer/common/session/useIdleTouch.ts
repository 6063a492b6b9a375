import { onScopeDispose } from 'vue';
import { useClient } from '../client.ts';

const AT_MOST_EVERY_MS = 30_000;
const INPUT = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

/** Tells the application that someone is at the screen: on real input alone, and twice a minute at most. */
export function useIdleTouch(signedIn: () => boolean): void {
  const client = useClient();
  let told = -Infinity;
  const touched = (event: Event): void => {
    if (!event.isTrusted || !signedIn() || performance.now() - told < AT_MOST_EVERY_MS) return;
    told = performance.now();
    // Not heard: then the screen locks a little early, which loses nothing.
    client.call('session.touch', {}).catch(() => undefined);
  };
  for (const type of INPUT) document.addEventListener(type, touched, { capture: true, passive: true });
  onScopeDispose(() => {
    for (const type of INPUT) document.removeEventListener(type, touched, { capture: true });
  });
}
