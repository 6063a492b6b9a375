import type { Capability } from '../../shared/values/capabilities.ts';

/**
 * The capabilities that someone lacks, of those given. Nobody grants a capability they lack, nor touches a group or an
 * operator who has one (SPEC section 15): each would be a way to what they may not do. Empty: they may.
 */
export function lackedOf(own: ReadonlySet<Capability>, wanted: readonly Capability[]): readonly Capability[] {
  return wanted.filter((capability) => !own.has(capability));
}
