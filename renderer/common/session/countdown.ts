import { onScopeDispose, ref } from 'vue';

/** Seconds that run down to 0 once `start` was called. Ends with the scope it is made in. */
export function useCountdown() {
  const seconds = ref(0);
  let timer: ReturnType<typeof setInterval> | undefined;

  function stop(): void {
    clearInterval(timer);
    seconds.value = 0;
  }

  function start(from: number): void {
    stop();
    seconds.value = Math.ceil(from);
    // By the clock, because a timer sleeps with the machine.
    const end = performance.now() + from * 1000;
    timer = setInterval(() => {
      seconds.value = Math.max(0, Math.ceil((end - performance.now()) / 1000));
      if (seconds.value === 0) stop();
    }, 250);
  }

  onScopeDispose(stop);
  return { seconds, start };
}
