import type { BillingManagerView } from '../common/queries.ts';

/** A funding source in a list to choose from, with what is to be known of it before. */
export function sourceName({ label, state }: BillingManagerView['fundingSources'][number]): string {
  switch (state) {
    case 'expired':
    case 'refused':
      return `${label} (${state})`;
    case 'expiring':
      return `${label} (expires soon)`;
    default:
      return label;
  }
}
