/** The tools a user can run, and the system's own recording (SPEC section 5). Session blocks keep a tool by its place here: a new one goes to the end. */
export const TOOLS = ['powerDialer', 'voicemailDrop', 'jabberDog', 'inbound', 'blend', 'fax', 'recording'] as const;

export type Tool = (typeof TOOLS)[number];

export const TOOL_NAMES: Readonly<Record<Tool, string>> = {
  powerDialer: 'PowerDialer',
  voicemailDrop: '1-click voicemail',
  jabberDog: 'JabberDog',
  inbound: 'Inbound',
  blend: 'Inbound/Outbound blend',
  fax: 'Fax',
  recording: 'Call Recording and Monitoring',
};
