export const QUOTE_FAULT_CODES = ['BAD_JSON', 'UNKNOWN_FORMAT', 'BAD_INPUT', 'BELOW_CONTRACT_MINIMUM'] as const;

/** Why a file got no quote (SPEC section 13). `path` is a JSON Pointer, RFC 6901; `message` one plain sentence. */
export interface QuoteFault {
  readonly code: (typeof QUOTE_FAULT_CODES)[number];
  readonly path: string;
  readonly message: string;
}

/** Carries a fault from where it is found to the command. */
export class ScenarioRefused extends Error {
  readonly fault: QuoteFault;

  constructor(code: QuoteFault['code'], keys: readonly PropertyKey[], message: string) {
    super(message);
    this.name = 'ScenarioRefused';
    this.fault = { code, path: jsonPointer(keys), message };
  }
}

function jsonPointer(keys: readonly PropertyKey[]): string {
  return keys.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
