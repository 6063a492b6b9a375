/**
 * A button that is disabled while its work is done loses the focus to nowhere. Gives it back once the button can be
 * pressed again, where nothing else has taken it meanwhile. Dialogs look after theirs: a refused field comes first there.
 */
export function keepFocus(): void {
  let last: HTMLElement | null = null;
  document.addEventListener('focusin', ({ target }) => {
    last = target instanceof HTMLElement && target.closest('dialog') === null ? target : null;
  });
  document.addEventListener('focusout', ({ target }) => {
    // Somebody left it; only what is disabled was left by nobody.
    if (target instanceof Element && !target.matches(':disabled')) last = null;
  });
  new MutationObserver(() => {
    if (document.activeElement === document.body && last?.isConnected === true && !last.matches(':disabled')) last.focus({ preventScroll: true });
  }).observe(document.body, { subtree: true, attributeFilter: ['disabled'] });
}
