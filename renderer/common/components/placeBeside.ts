const GAP = 6;
const EDGE = 12;

/** Puts a floating card below its button, or above where there is more room, and inside the window. */
export function placeBeside(card: HTMLElement, button: HTMLElement): void {
  const anchor = button.getBoundingClientRect();
  const { width, height } = card.getBoundingClientRect();
  const left = Math.max(EDGE, Math.min(anchor.right - width, window.innerWidth - width - EDGE));
  const below = anchor.bottom + GAP;
  const top = below + height + EDGE <= window.innerHeight ? below : Math.max(EDGE, anchor.top - GAP - height);
  card.style.left = `${left}px`;
  card.style.top = `${top}px`;
}
