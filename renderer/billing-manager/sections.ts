import type { CommandId } from '../../shared/commands.ts';
import type { Section } from '../common/sectionRequest.ts';

/** The sections of the window in their order; `short` stands in the section navigation. */
export const SECTIONS: readonly { readonly id: Section; readonly title: string; readonly short: string }[] = [
  { id: 'licenses', title: 'Service Licenses', short: 'Service Licenses' },
  { id: 'assignments', title: 'User License Assignments', short: 'Assignments' },
  { id: 'minutes', title: 'Dialer Minutes', short: 'Minutes' },
  { id: 'products', title: 'Non-recurring Products and Storage Fees', short: 'Products and storage' },
  { id: 'funding', title: 'Funding sources', short: 'Funding' },
];

/** Brings a section into view and reads on from its heading. Unknown names do nothing. */
export function showSection(id: string): void {
  const heading = document.getElementById(`${id}-title`);
  if (heading === null) return;
  heading.scrollIntoView({ block: 'start' });
  heading.focus({ preventScroll: true });
  stayAt(heading);
}

/** As long as what stands above may still be read. */
const SETTLES_WITHIN_MS = 3_000;
const MOVES = ['wheel', 'touchmove', 'keydown', 'pointerdown'] as const;

/** Keeps a heading where it was brought while sections above it grow, until someone moves by themselves. */
function stayAt(heading: HTMLElement): void {
  const main = heading.closest('main');
  if (main === null) return;
  const observer = new ResizeObserver(() => heading.scrollIntoView({ block: 'start' }));
  observer.observe(main);
  const stop = (): void => {
    observer.disconnect();
    for (const move of MOVES) window.removeEventListener(move, stop);
  };
  for (const move of MOVES) window.addEventListener(move, stop, { passive: true });
  setTimeout(stop, SETTLES_WITHIN_MS);
}

/** The fields in which a charge is authorised; in a narrow window the Summary opens first. */
function showAcceptFields(): void {
  const toggle = document.getElementById('summary-toggle');
  if (toggle?.getAttribute('aria-expanded') === 'false' && toggle.checkVisibility()) toggle.click();
  // The panel is there once the window has drawn it.
  requestAnimationFrame(() => document.getElementById('accept-first-name')?.focus());
}

/** What the menu, the palette and single keys do alike in this window. */
export const SECTION_COMMANDS = {
  licensesSection: () => showSection('licenses'),
  assignmentsSection: () => showSection('assignments'),
  minutesSection: () => showSection('minutes'),
  productsSection: () => showSection('products'),
  fundingSection: () => showSection('funding'),
  acceptFields: showAcceptFields,
} satisfies Partial<Record<CommandId, () => void>>;
