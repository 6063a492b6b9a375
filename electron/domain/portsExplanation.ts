import type { Explanation } from '../../shared/values/explanation.ts';
import type { PortSizing } from './erlang.ts';
import type { ScenarioTraffic } from './scenario.ts';

/** How the fewest ports for a traffic came about (SPEC sections 5, 13 and 14). With few agents it is the share of time in which all ports are in use; the share of calls that are lost is smaller. */
export function portsExplanation({ ports, blocking }: PortSizing, traffic: ScenarioTraffic): Explanation {
  if (traffic.model === 'erlangB') {
    return {
      rule: 'The fewest ports with which at most the allowed share of calls finds none free, by Erlang B (many callers).',
      inputs: [
        { label: 'Traffic in erlangs', value: traffic.erlangs },
        { label: 'Share of calls that may be blocked', value: traffic.blocking },
      ],
      calculation: `With ${ports} ports the share blocked is ${blocking}, rounded half-up to six decimals`,
    };
  }
  return {
    rule: 'The fewest ports with which at most the allowed share of the time all are in use, by Engset (few agents). As many ports as agents always do.',
    inputs: [
      { label: 'Traffic of one idle agent in erlangs', value: traffic.perIdleSource },
      { label: 'Agents', value: String(traffic.sources) },
      { label: 'Share of the time all may be in use', value: traffic.blocking },
    ],
    calculation: `With ${ports} ports all are in use for ${blocking} of the time, rounded half-up to six decimals`,
  };
}
