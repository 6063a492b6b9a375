import type { LicenseType, PooledType } from '../../shared/values/licenseTypes.ts';
import type { Tool } from '../../shared/values/tools.ts';

/** The position of each tool in TOOLS. */
export const TOOL_NUMBER: Readonly<Record<Tool, number>> = {
  powerDialer: 0,
  voicemailDrop: 1,
  jabberDog: 2,
  inbound: 3,
  blend: 4,
  fax: 5,
  recording: 6,
};

export interface ToolSeats {
  /** Licenses its user must hold, in the order in which they are looked at; null: the system's own, nobody's is. */
  readonly needs: readonly LicenseType[] | null;
  /** Seats held while it runs, all at once or none. */
  readonly takes: readonly PooledType[];
  /** Taken instead of `takes` where it is free. */
  readonly prefers: PooledType | null;
}

/** What each tool needs and takes (SPEC section 5). A powerDialer license includes its own agent and client port. */
export const TOOL_SEATS: Readonly<Record<Tool, ToolSeats>> = {
  powerDialer: { needs: ['powerDialer'], takes: ['powerDialer'], prefers: null },
  voicemailDrop: { needs: ['powerDialer', 'flexPort'], takes: ['flexPort'], prefers: null },
  jabberDog: { needs: ['flexPort'], takes: ['flexPort'], prefers: null },
  inbound: { needs: ['inbound', 'flexPort'], takes: ['inbound', 'flexPort'], prefers: null },
  blend: {
    needs: ['powerDialer', 'inbound', 'flexPort'],
    takes: ['powerDialer', 'inbound', 'flexPort'],
    prefers: null,
  },
  fax: { needs: ['fax', 'flexPort'], takes: ['fax', 'flexPort'], prefers: null },
  recording: { needs: null, takes: ['flexPort'], prefers: 'recordingPort' },
};
