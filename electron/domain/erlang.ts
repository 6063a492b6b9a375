import { formatReciprocal, ONE, reciprocalAtMost, toMillionths } from './fixedPoint.ts';

/** How many ports a traffic needs, and the share of calls that still find none free, six decimals, half-up. */
export interface PortSizing {
  readonly ports: number;
  readonly blocking: string;
}

/**
 * The fewest ports whose Erlang B blocking is at most the target: many callers (SPEC sections 5 and 13).
 * `erlangs` is the offered traffic, above 0 and at most 100,000; `blocking` the target, between 0 and 1; both
 * decimal texts with up to six decimals.
 */
export function erlangB(erlangs: string, blocking: string): PortSizing {
  const offered = toMillionths(erlangs);
  const target = toMillionths(blocking);
  // The reciprocal I(n) = 1 + n/a I(n-1) has no subtraction, so its relative error does not grow beyond its steps.
  let inverse = ONE;
  let ports = 0;
  while (!reciprocalAtMost(inverse, target)) {
    ports += 1;
    inverse = ONE + (inverse * BigInt(ports) * 1_000_000n) / offered;
  }
  return { ports, blocking: formatReciprocal(inverse) };
}

/**
 * The fewest ports whose Engset time congestion is at most the target: few agents (SPEC sections 5 and 13).
 * `perIdleSource` is the traffic in erlangs that one idle source offers, above 0 and at most 100,000; `sources`
 * 1 to 10,000; decimal texts as above. With as many ports as sources nobody waits, so that more are never given.
 */
export function engset(perIdleSource: string, sources: number, blocking: string): PortSizing {
  const offered = toMillionths(perIdleSource);
  const target = toMillionths(blocking);
  let inverse = ONE;
  let ports = 0;
  while (!reciprocalAtMost(inverse, target)) {
    ports += 1;
    if (ports === sources) return { ports, blocking: '0.000000' };
    inverse = ONE + (inverse * BigInt(ports) * 1_000_000n) / (BigInt(sources - ports + 1) * offered);
  }
  return { ports, blocking: formatReciprocal(inverse) };
}
