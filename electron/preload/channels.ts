/** The only two channels between a window and the main process. */
export const INVOKE_CHANNEL = 'billing-desk:invoke';
export const EVENT_CHANNEL = 'billing-desk:event';
