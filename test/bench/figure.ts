export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly limit: number;
  /** For example "ms", "kB gzip", "times". */
  readonly unit: string;
}

/** Prints one measured figure beside its limit. A figure over its limit makes the whole run fail at its end. */
export function figure({ name, value, limit, unit }: Figure): void {
  const over = value > limit;
  if (over) process.exitCode = 1;
  console.log(`${over ? 'OVER' : 'ok  '}  ${name}: ${value.toFixed(2)} ${unit} (limit ${limit} ${unit})`);
}
