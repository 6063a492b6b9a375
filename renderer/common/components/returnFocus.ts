/** As long as a list may take to be read again without what opened a dialog. */
const WITHIN_MS = 2_000;

/**
 * After a dialog has closed: the browser gives the focus back to what opened it, but that may go with what was done, and
 * the focus would be nowhere. It is on the page's heading then, unless it went on elsewhere meanwhile.
 */
export function returnFocus(opener: Element | null): void {
  const look = (): void => {
    if (document.activeElement !== document.body || opener?.isConnected === true || document.querySelector('dialog[open]') !== null) return;
    document.querySelector<HTMLElement>('h1[tabindex="-1"]')?.focus({ preventScroll: true });
  };
  const observer = new MutationObserver(look);
  const end = (): void => {
    observer.disconnect();
    document.removeEventListener('focusin', end);
    clearTimeout(timer);
  };
  const timer = setTimeout(() => {
    look();
    end();
  }, WITHIN_MS);
  observer.observe(document.body, { subtree: true, childList: true });
  document.addEventListener('focusin', end);
}
