/** What can happen on a journey of the time machine, and ends a travel to the next event. */
export const TRAVEL_EVENTS = ['recharge', 'bill', 'payment', 'declined', 'pastDue', 'lockout', 'zero', 'expiry'] as const;
export type TravelEvent = (typeof TRAVEL_EVENTS)[number];

/** How far one travel goes. */
export const TRAVEL_STEPS = ['day', 'week', 'month', 'nextEvent'] as const;
export type TravelStep = (typeof TRAVEL_STEPS)[number];
